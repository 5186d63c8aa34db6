package dev.terrace.gateway.api.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Puts OpenAPI documents into one. What is there stays; a path or tag that comes again adds nothing. Schemas of
 * the other document get its name in front: two services may mean different things by one word.
 */
final class Documents {
    private static final String SCHEMA_REF = "#/components/schemas/";

    private Documents() {}

    /** Adds the other document to the whole; {@code name} goes before the names of its schemas. */
    static void add(ObjectNode whole, ObjectNode other, String name) {
        ObjectNode schemas = whole.withObjectProperty("components").withObjectProperty("schemas");
        ObjectNode coming = other.deepCopy();
        rename(coming, name);
        coming.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schemas.set(name + schema.getKey(), schema.getValue()));
        ObjectNode paths = whole.withObjectProperty("paths");
        coming.path("paths").properties().forEach(path -> paths.putIfAbsent(path.getKey(), path.getValue()));
        tags(whole, coming);
    }

    private static void tags(ObjectNode whole, JsonNode coming) {
        ArrayNode tags = whole.withArrayProperty("tags");
        for (JsonNode tag : coming.path("tags")) {
            boolean there = false;
            for (JsonNode known : tags) {
                there |= known.path("name").equals(tag.path("name"));
            }
            if (!there) {
                tags.add(tag);
            }
        }
    }

    private static void rename(JsonNode node, String name) {
        String ref = node.path("$ref").asText();
        if (ref.startsWith(SCHEMA_REF)) {
            ((ObjectNode) node).put("$ref", SCHEMA_REF + name + ref.substring(SCHEMA_REF.length()));
        }
        node.forEach(child -> rename(child, name));
    }
}
