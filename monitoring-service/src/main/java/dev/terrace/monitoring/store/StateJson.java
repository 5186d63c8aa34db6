package dev.terrace.monitoring.store;

import dev.terrace.monitoring.alert.AlertState;
import dev.terrace.monitoring.alert.AlertState.Acknowledged;
import dev.terrace.monitoring.alert.AlertState.Active;
import dev.terrace.monitoring.alert.AlertState.Firing;
import dev.terrace.monitoring.alert.AlertState.NoData;
import dev.terrace.monitoring.alert.AlertState.Pending;
import dev.terrace.monitoring.alert.AlertState.Recovering;
import dev.terrace.monitoring.alert.AlertState.Resolved;
import dev.terrace.monitoring.alert.Resolution;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** States as JSON. A state that nobody knows is a fault of the database and ends the reading. */
final class StateJson {
    private StateJson() {}

    static JsonObject of(AlertState state) {
        JsonObject json = new JsonObject()
                .put("status", state.status())
                .put("since", state.since().toString());
        return switch (state) {
            case Pending pending -> json;
            case Firing firing -> json;
            case Acknowledged a -> json.put("by", a.by()).put("reason", a.reason());
            case Recovering recovering -> json.put("before", of(recovering.before()));
            case NoData noData -> json.put("before", of(noData.before()));
            case Resolved resolved -> json.put("resolution", of(resolved.resolution()));
        };
    }

    static JsonObject of(Resolution resolution) {
        return new JsonObject()
                .put("how", resolution.how().wireName())
                .put("value", resolution.value())
                .put("duration_seconds", resolution.durationSeconds())
                .put("by", resolution.by())
                .put("reason", resolution.reason());
    }

    static AlertState read(JsonObject json) {
        Instant since = Instant.parse(json.getString("since"));
        return switch (json.getString("status")) {
            case "pending" -> new Pending(since);
            case "firing" -> new Firing(since);
            case "acknowledged" -> new Acknowledged(since, json.getString("by"), json.getString("reason"));
            case "recovering" -> new Recovering(since, active(json));
            case "no_data" -> new NoData(since, active(json));
            case "resolved" -> new Resolved(since, resolution(json.getJsonObject("resolution")));
            default -> throw new IllegalStateException("Unknown alert state " + json.getString("status"));
        };
    }

    private static Active active(JsonObject json) {
        if (read(json.getJsonObject("before")) instanceof Active active) {
            return active;
        }
        throw new IllegalStateException("Not an active alert state before " + json.getString("status"));
    }

    private static Resolution resolution(JsonObject json) {
        return new Resolution(
                Resolution.How.valueOf(json.getString("how").toUpperCase(Locale.ROOT)),
                json.getDouble("value"),
                json.getLong("duration_seconds"),
                json.getString("by"),
                json.getString("reason"));
    }
}
