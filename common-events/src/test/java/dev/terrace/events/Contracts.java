package dev.terrace.events;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The schemas and examples in {@code contracts/}, and JSON as the wire has it. */
final class Contracts {
    static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final Path HOME = Path.of("contracts");

    private Contracts() {}

    /** Every schema with the record that it describes. */
    static List<Schema> schemas() throws IOException {
        try (Stream<Path> files = Files.list(HOME)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Contracts::schema)
                    .toList();
        }
    }

    private static Schema schema(Path file) {
        JsonNode tree = read(file);
        Topic topic = Topic.named(tree.path("x-topic").asText()).orElseThrow();
        Class<?> type = topic.types().stream()
                .filter(record ->
                        record.getSimpleName().equals(tree.path("x-record").asText()))
                .findFirst()
                .orElseThrow();
        return new Schema(file.getFileName().toString(), topic, type, tree);
    }

    /** The examples of a schema: those of its topic, and of commands those of its kind. */
    static List<Path> examples(Schema schema) {
        try (Stream<Path> files = Files.list(HOME.resolve("examples").resolve(schema.topic.topicName()))) {
            JsonNode kind = schema.tree.at("/properties/command/const");
            return files.filter(file ->
                            kind.isMissingNode() || read(file).path("command").equals(kind))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A schema; {@code type} is the record whose components its properties are. */
    record Schema(String file, Topic topic, Class<?> type, JsonNode tree) {
        @Override
        public String toString() {
            return file;
        }
    }
}
