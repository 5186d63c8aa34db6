package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.problem.JsonProblem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
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
    private final ObjectNode tableDefaults;

    @Inject
    public Draft(ObjectMapper json) {
        this.json = json.copy();
        // An empty text or a null in a list is "nothing" to Jackson, and would stand where there has to be something.
        this.json.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        this.json.configOverride(List.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        this.defaults = json.valueToTree(Settings.DEFAULTS);
        this.originDefaults = json.valueToTree(Settings.Origin.DEFAULTS);
        this.tableDefaults = json.valueToTree(Settings.Origin.TABLE);
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

    /** A configuration as it is shown. */
    ObjectNode tree(CacheConfiguration configuration) {
        return json.valueToTree(configuration);
    }

    /** The values of fields that nobody set, as they are stored and published. */
    Map<String, Object> defaults() {
        return fields(Settings.DEFAULTS);
    }

    /** Settings as they are stored and published. */
    public Map<String, Object> fields(Object settings) {
        JsonNode tree = json.valueToTree(settings);
        whole(tree);
        return json.convertValue(tree, new TypeReference<Map<String, Object>>() {});
    }

    /** 500 MiB are 500, not 500.0. */
    private static void whole(JsonNode node) {
        for (JsonNode child : node) {
            whole(child);
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue() instanceof DecimalNode number && number.canConvertToExactIntegral()) {
                    field.setValue(LongNode.valueOf(number.longValue()));
                }
            }
        }
    }

    private Settings typed(ObjectNode base, ObjectNode body) {
        String type = base.path("origin").path("type").asText("http");
        if (!body.path("origin").path("type").asText(type).equals(type)) {
            base.putNull("origin"); // nothing of one type has a meaning for another
        }
        merge(base, body, defaults);
        JsonNode origin = base.path("origin");
        if (origin.isObject()) {
            boolean table = origin.path("type").asText("http").equals(Settings.Origin.DATABASE);
            ObjectNode byDefault = table ? tableDefaults : originDefaults;
            ObjectNode whole = byDefault.deepCopy();
            merge(whole, (ObjectNode) origin, byDefault);
            base.set("origin", whole);
        }
        Tiers.derive(base, body.path("tiers"));
        return read(base);
    }

    private Settings read(ObjectNode tree) {
        try {
            return json.treeToValue(tree, Settings.class);
        } catch (JsonProcessingException e) {
            throw JsonProblem.of(e);
        }
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
