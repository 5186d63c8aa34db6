package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Defaults for what is cached most. */
enum Preset {
    /** One year: their names change with their content. */
    STATIC_ASSETS(31_536_000),
    USER_DATA(3600),
    SESSION(1800),
    API_RESPONSES(300);

    private final long ttlSeconds;

    Preset(long ttlSeconds) {
        this.ttlSeconds = ttlSeconds;
    }

    /** The fields it sets; none for null. */
    static ObjectNode fields(@Nullable String wireName) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (wireName == null) {
            return fields;
        }
        for (Preset preset : values()) {
            if (preset.wireName().equals(wireName)) {
                return fields.put("ttl_seconds", preset.ttlSeconds);
            }
        }
        String known = Arrays.stream(values()).map(Preset::wireName).collect(Collectors.joining(", "));
        throw Problem.field("/preset", "One of " + known + ".");
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
