package dev.terrace.monitoring.store;

import dev.terrace.monitoring.alert.Alert;
import dev.terrace.monitoring.alert.Cause;
import dev.terrace.monitoring.alert.Gravity;
import dev.terrace.monitoring.alert.Severity;
import dev.terrace.monitoring.alert.Subject;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** An alert as a row. */
final class AlertRow {
    /** Columns that a step may change, in the order of {@link #changing}. */
    static final String CHANGING = "severity, lower_since, threshold, value, measured_at, status, state, cause,"
            + " resolved_at, quiet_until, updated_at";

    /** Columns that stay, in the order of {@link #staying}. */
    static final String STAYING = "id, fingerprint, rule, metric, unit, cache_name, tier, started_at";

    private AlertRow() {}

    static Tuple changing(Alert alert, Instant at) {
        Gravity gravity = alert.gravity();
        return Tuple.tuple()
                .addString(gravity.severity().wireName())
                .addValue(time(gravity.lowerSince()))
                .addDouble(gravity.threshold())
                .addDouble(gravity.value())
                .addValue(time(gravity.measuredAt()))
                .addString(alert.state().status())
                .addValue(StateJson.of(alert.state()))
                .addValue(cause(alert.cause()))
                .addValue(time(alert.resolvedAt()))
                .addValue(time(alert.quietUntil()))
                .addValue(time(at));
    }

    static Tuple staying(Tuple row, Alert alert) {
        Subject subject = alert.subject();
        return row.addString(alert.id())
                .addString(subject.fingerprint())
                .addString(subject.rule())
                .addString(subject.metric())
                .addString(subject.unit())
                .addString(subject.cacheName())
                .addString(subject.tier())
                .addValue(time(alert.startedAt()));
    }

    static Alert read(Row row) {
        return new Alert(
                row.getString("id"),
                new Subject(
                        row.getString("rule"),
                        row.getString("metric"),
                        row.getString("unit"),
                        row.getString("cache_name"),
                        row.getString("tier")),
                new Gravity(
                        Severity.named(row.getString("severity")).orElseThrow(),
                        row.getDouble("threshold"),
                        row.getDouble("value"),
                        needed(row, "measured_at"),
                        instant(row, "lower_since")),
                StateJson.read((JsonObject) row.getJson("state")),
                cause((JsonObject) row.getJson("cause")),
                needed(row, "started_at"),
                instant(row, "quiet_until"),
                row.getLong("version"));
    }

    private static @Nullable JsonObject cause(@Nullable Cause cause) {
        return cause == null
                ? null
                : new JsonObject()
                        .put("kind", cause.kind())
                        .put("summary", cause.summary())
                        .put("evidence", new JsonObject(cause.evidence()))
                        .put("confidence", cause.confidence());
    }

    private static @Nullable Cause cause(@Nullable JsonObject json) {
        return json == null
                ? null
                : new Cause(
                        json.getString("kind"),
                        json.getString("summary"),
                        json.getJsonObject("evidence").getMap(),
                        json.getDouble("confidence"));
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant needed(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
