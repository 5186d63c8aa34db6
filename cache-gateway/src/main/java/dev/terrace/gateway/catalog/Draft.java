package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller sent into {@link Settings}: laid over defaults or over present settings as RFC 7396 (JSON merge patch) says, where
 * null brings the default back. Unknown fields and wrong types are refused.
 */
@Singleton
public class Draft {
    private final ObjectMapper json;
    private final ObjectNode defaults;
    private final ObjectNode originDefaults;

    @Inject
    public Draft(ObjectMapper json) {
        this.json = json;
        this.defaults = json.valueToTree(Settings.DEFAULTS);
        this.originDefaults = json.valueToTree(Settings.Origin.DEFAULTS);
    }

    /** Settings of a new cache, or of one that is replaced. */
    public Settings full(ObjectNode body, @Nullable String preset) {
        ObjectNode base = defaults.deepCopy();
        base.setAll(Preset.fields(preset));
        return typed(base, body);
    }

    /** Present settings with some fields changed. */
    public Settings changed(Settings present, ObjectNode body) {
        return typed(json.valueToTree(present), body);
    }

    /** Settings as they were stored; what a row does not say has its default. */
    Settings stored(String name, Map<String, Object> fields) {
        ObjectNode base = defaults.deepCopy();
        base.put("name", name);
        return typed(base, json.valueToTree(fields));
    }

    /** Settings as they are stored and published. */
    public Map<String, Object> fields(Object settings) {
        return json.convertValue(settings, new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }

    private Settings typed(ObjectNode base, ObjectNode body) {
        merge(base, body, defaults);
        JsonNode origin = base.path("origin");
        if (origin.isObject()) {
            if (origin.path("type").asText("http").equals("database")) {
                throw Problem.field("/origin/type", "Database origins are not supported by this release.");
            }
            ObjectNode whole = originDefaults.deepCopy();
            merge(whole, (ObjectNode) origin, originDefaults);
            base.set("origin", whole);
        }
        Tiers.derive(base, body.path("tiers"));
        return read(base);
    }

    private Settings read(ObjectNode tree) {
        return Unchecked.supplier(() -> json.treeToValue(tree, Settings.class)).get();
    }

    private static void merge(ObjectNode base, ObjectNode over, JsonNode defaults) {
        for (Map.Entry<String, JsonNode> field : over.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                reset(base, name, defaults.path(name));
            } else if (value.isObject() && base.path(name).isObject()) {
                merge((ObjectNode) base.get(name), (ObjectNode) value, defaults.path(name));
            } else {
                base.set(name, value.deepCopy());
            }
        }
    }

    /** An unknown field stays, so that it is refused like any other. */
    private static void reset(ObjectNode base, String name, JsonNode byDefault) {
        if (byDefault.isMissingNode()) {
            base.putNull(name);
        } else {
            base.set(name, byDefault.deepCopy());
        }
    }
}
