package dev.terrace.kit.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Absent or null lists and maps of an event become empty ones, so that the rest of the code has no nulls to ask about. */
final class EmptyLists {
    private EmptyLists() {}

    static JsonNode filled(JsonNode tree, Class<?> type) {
        ObjectNode body = (ObjectNode) tree;
        for (var component : type.getRecordComponents()) {
            String name =
                    component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
            boolean absent = !body.hasNonNull(name);
            if (absent && List.class.isAssignableFrom(component.getType())) {
                body.putArray(name);
            } else if (absent && Map.class.isAssignableFrom(component.getType())) {
                body.putObject(name);
            }
        }
        return body;
    }
}
