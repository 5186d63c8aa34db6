package dev.terrace.gateway.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.MapsForCaches;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.MemoryCache;
import dev.terrace.gateway.cache.MemoryCaches;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.invalidation.InvalidationHistory;
import dev.terrace.gateway.invalidation.PastInvalidation;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Commands as an ordinary Kafka client publishes them, on the real broker and database. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@TestProfile(MapsForCaches.class)
class CommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    MemoryCaches caches;

    @Inject
    InvalidationHistory history;

    @Test
    void invalidatesOnceWritesItDownAndTellsEveryone() throws Exception {
        MemoryCache cache = cache("c");
        String key = "k-" + UUID.randomUUID();
        put(cache, key);
        String id = "evt-" + UUID.randomUUID();
        JsonObject command = new JsonObject()
                .put("command", "invalidate")
                .put("cache_name", "c")
                .put("keys", List.of(key))
                .put("cdn", true)
                .put("reason", "price changed");
        publish(command.encode(), Map.of("ce_id", id, "ce_source", "shop"));
        await().atMost(PATIENCE).until(() -> cache.stored(key) == null);
        put(cache, key);
        publish(command.encode(), Map.of("ce_id", id, "ce_source", "shop"));
        String marker = "m-" + UUID.randomUUID();
        publish(putCommand("c", marker, "bQ=="), Map.of());
        await().atMost(PATIENCE).until(() -> cache.stored(marker) != null);
        assertNotNull(cache.stored(key), "the same event again is not done again");

        await().atMost(PATIENCE).until(() -> written(id).size() == 1);
        PastInvalidation row = written(id).getFirst();
        assertEquals("command shop", row.event().actor());
        assertEquals("price changed", row.event().reason());
        assertEquals(1, row.keys());
        try (TopicReader invalidations = new TopicReader("terrace.cache.invalidation.v1")) {
            await().atMost(PATIENCE).until(() -> invalidations.records().stream()
                    .map(CommandsIT::json)
                    .anyMatch(event -> event.getString("id").equals("cmd-" + id)
                            && event.getBoolean("cdn")
                            && event.getJsonArray("keys").contains(key)));
        }
    }

    @Test
    void keepsWhatIsBadWithTheReasonAndGoesOn() throws Exception {
        String mark = "bad-" + UUID.randomUUID();
        publish("{ no json " + mark, Map.of("ce_id", mark, "x-trace", "t-1"));
        publish("{\"command\": \"dance\", \"cache_name\": \"c\"}", Map.of("ce_id", mark + "-2"));
        publish("{\"command\": \"invalidate\", \"cache_name\": \"c\"}", Map.of("ce_id", mark + "-3"));
        publish(
                "{\"command\": \"invalidate\", \"cache_name\": \"nowhere\", \"all\": true}",
                Map.of("ce_id", mark + "-4"));
        publish("{\"command\": \"warm\", \"cache_name\": \"c\", \"keys\": [\"a\"]}", Map.of("ce_id", mark + "-5"));
        publish(putCommand("c", "k", "%%"), Map.of("ce_id", mark + "-6"));
        publish(putCommand("c", mark, "b2s="), Map.of("ce_id", mark + "-7"));
        await().atMost(PATIENCE).until(() -> cache("c").stored(mark) != null);
        try (TopicReader letters = new TopicReader("terrace.cache.command.v1.dlq")) {
            await().atMost(PATIENCE).until(() -> dead(letters, mark).size() == 6);
            ConsumerRecord<byte[], byte[]> first = dead(letters, mark).getFirst();
            assertArrayEquals(("{ no json " + mark).getBytes(StandardCharsets.UTF_8), first.value());
            assertEquals("t-1", header(first, "x-trace"));
            assertTrue(dead(letters, mark).stream()
                    .allMatch(letter -> header(letter, "terrace_error").length() > 10));
            assertTrue(header(dead(letters, mark).get(3), "terrace_error").contains("nowhere"));
        }
    }

    @Test
    void waitsForACacheThatCannotActAndKeepsTheOrder() throws Exception {
        MemoryCache cache = cache("calm");
        String key = "k-" + UUID.randomUUID();
        cache.refusing = Refusal.UNAVAILABLE;
        int before = cache.written.size();
        publish(putCommand("calm", key, "b25l"), Map.of());
        publish(putCommand("calm", key, "dHdv"), Map.of());
        publish(putCommand("c", key, "eA=="), Map.of());
        await().during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> cache("c").stored(key) == null);
        cache.refusing = null;
        await().atMost(PATIENCE).until(() -> cache("c").stored(key) != null);
        assertEquals("two", new String(cache.stored(key).value(), StandardCharsets.UTF_8));
        assertEquals(before + 2, cache.written.size());
    }

    private MemoryCache cache(String name) {
        return (MemoryCache) caches.find(name).orElseThrow();
    }

    private static void put(MemoryCache cache, String key) {
        cache.write(key, new NewValue(new byte[] {1}, null, null, List.of()), Condition.NONE)
                .await()
                .indefinitely();
    }

    private List<PastInvalidation> written(String id) {
        return history.page("c", Long.MAX_VALUE, 500).await().atMost(PATIENCE).stream()
                .filter(row -> row.event().id().equals("cmd-" + id))
                .toList();
    }

    private static String putCommand(String cache, String key, String value) {
        return new JsonObject()
                .put("command", "put")
                .put("cache_name", cache)
                .put("key", key)
                .put("value", value)
                .encode();
    }

    private static List<ConsumerRecord<byte[], byte[]>> dead(TopicReader letters, String mark) {
        return letters.records().stream()
                .filter(letter -> header(letter, "ce_id").startsWith(mark))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonObject json(ConsumerRecord<byte[], byte[]> record) {
        return new JsonObject(new String(record.value(), StandardCharsets.UTF_8));
    }

    private static void publish(String body, Map<String, String> headers) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", LocalStack.environment().get("TERRACE_KAFKA_BOOTSTRAP"));
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            var record = new ProducerRecord<>(TopicReader.prefix() + "terrace.cache.command.v1", "c", body);
            headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get();
        }
    }
}
