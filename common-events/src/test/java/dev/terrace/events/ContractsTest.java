package dev.terrace.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractsTest {
    static List<Contracts.Schema> schemas() throws IOException {
        return Contracts.schemas();
    }

    @Test
    void hasOneSchemaForEachRecordOfEachTopic() throws IOException {
        Set<String> described = schemas().stream().map(s -> s.type().getName()).collect(Collectors.toSet());
        Set<String> records = Stream.of(Topic.values())
                .flatMap(topic -> topic.types().stream())
                .map(Class::getName)
                .collect(Collectors.toSet());
        assertEquals(records, described);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void namesEveryComponentAndNothingElse(Contracts.Schema schema) {
        Set<String> wanted = components(schema.type());
        if (schema.tree().at("/properties/command").isObject()) {
            wanted.add("command");
        }
        assertEquals(wanted, names(schema.tree().path("properties")));
        JsonNode defs = schema.tree().path("$defs");
        if (defs.has("latency")) {
            assertEquals(components(Latency.class), names(defs.at("/latency/properties")));
        }
        if (defs.has("tier_window")) {
            assertEquals(components(CacheWindow.TierWindow.class), names(defs.at("/tier_window/properties")));
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void tellsMeaningUnitAndSinceOfEachField(Contracts.Schema schema) {
        List<JsonNode> objects = new ArrayList<>(List.of(schema.tree()));
        schema.tree().path("$defs").forEach(objects::add);
        for (JsonNode object : objects) {
            for (String name : names(object.path("properties"))) {
                JsonNode field = object.at("/properties/" + name);
                assertTrue(field.path("description").asText().length() > 5, name + " has no description");
                assertFalse(field.path("x-unit").asText().isEmpty(), name + " has no unit");
                assertTrue(field.path("x-since").isInt(), name + " has no since");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void describesTheTypesThatTheRecordHas(Contracts.Schema schema) {
        for (RecordComponent component : schema.type().getRecordComponents()) {
            JsonNode type = schema.tree().at("/properties/" + snake(component.getName()) + "/type");
            String name = type.isArray() ? type.get(0).asText() : type.asText();
            assertEquals(jsonType(component.getType()), name, component.getName());
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void acceptsEachExampleAndStillReadsIt(Contracts.Schema schema) throws IOException {
        List<Path> examples = Contracts.examples(schema);
        assertFalse(examples.isEmpty());
        for (Path example : examples) {
            JsonNode body = Contracts.read(example);
            assertEquals(List.of(), faults(schema, body), example.toString());
            TerraceEvent event = (TerraceEvent) Contracts.JSON.treeToValue(body, schema.type());
            assertEquals(schema.topic(), event.topic());
            JsonNode written = Contracts.JSON.readTree(Contracts.JSON.writeValueAsBytes(event));
            body.fieldNames().forEachRemaining(field -> same(example, field, body, written));
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void refusesAnExampleThatLacksARequiredField(Contracts.Schema schema) {
        for (JsonNode required : schema.tree().path("required")) {
            ObjectNode body =
                    Contracts.read(Contracts.examples(schema).getFirst()).deepCopy();
            body.remove(required.asText());
            assertEquals(1, faults(schema, body).size(), required.asText());
        }
    }

    /** What was in the example is in the record; instants may be written in another way. */
    private static void same(Path example, String field, JsonNode body, JsonNode written) {
        if (field.equals("command") || !written.has(field)) {
            return;
        }
        JsonNode was = body.get(field);
        JsonNode is = written.get(field);
        boolean instant = was.isTextual() && was.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        if (instant) {
            assertEquals(Instant.parse(was.asText()), Instant.parse(is.asText()), example + " " + field);
        } else if (was.isNumber()) {
            assertEquals(was.asDouble(), is.asDouble(), example + " " + field);
        } else {
            assertEquals(was, is, example + " " + field);
        }
    }

    private static List<String> faults(Contracts.Schema schema, JsonNode body) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema.tree(), config);
        return validator.validate(body).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static Set<String> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(component -> snake(component.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String jsonType(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String", "Instant" -> "string";
            case "int", "long", "Long" -> "integer";
            case "double", "Double" -> "number";
            case "boolean" -> "boolean";
            case "List" -> "array";
            case "Map" -> "object";
            default -> "";
        };
    }
}
