package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body as a caller sent it: settings, beside what only Terrace sets. That may come back as it was read; a version is the condition.
 *
 * @param settings fields that may be set
 * @param id number of the configuration, null when absent
 * @param version null when absent
 */
record Sent(
        ObjectNode settings, @Nullable Long id, @Nullable Long version) {
    private static final List<String> OURS = List.of("id", "version", "created_at", "updated_at");

    /** For a new configuration: 422 when it brings what only Terrace sets. */
    static ObjectNode fresh(ObjectNode body) {
        for (String name : OURS) {
            if (body.hasNonNull(name)) {
                throw Problem.field("/" + name, "Set by Terrace, not by callers.");
            }
        }
        return of(body).settings();
    }

    static Sent of(ObjectNode body) {
        ObjectNode settings = body.deepCopy();
        settings.remove(OURS);
        return new Sent(settings, number(body, "id"), number(body, "version"));
    }

    /** 422 when the body is of another configuration. */
    void belongsTo(CacheConfiguration present, Settings wanted) {
        if (id != null && id != present.id()) {
            throw Problem.field("/id", "The configuration at this path is " + present.id() + ".");
        }
        if (!present.name().equals(wanted.name())) {
            throw Problem.field("/name", "A cache keeps its name; its entries are kept under it.");
        }
    }

    private static @Nullable Long number(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw Problem.field("/" + name, "Expected a number.");
        }
        return value.asLong();
    }
}
