package dev.terrace.gateway.catalog;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.Audited;
import dev.terrace.events.Configured;
import dev.terrace.events.TerraceEvent;
import dev.terrace.events.Topic;
import dev.terrace.gateway.Admin;
import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class AnnouncementsIT {
    private static final String PATH = BASE + "configurations/";

    @Test
    void tellsEveryChangeAndWhoMadeIt() {
        String name = Admin.cache();
        admin().body(Map.of("version", 1, "ttl_seconds", 9))
                .patch(PATH + name)
                .then()
                .statusCode(200);
        admin().delete(PATH + name).then().statusCode(204);

        List<Configured> told = heard(Topic.CONFIG, name, 3).stream()
                .map(Configured.class::cast)
                .toList();
        assertEquals(List.of(1L, 2L, 3L), told.stream().map(Configured::version).toList());
        assertEquals(
                List.of(false, false, true),
                told.stream().map(Configured::deleted).toList());
        assertEquals(9, told.get(1).configuration().get("ttl_seconds"));
        assertTrue(told.get(2).configuration().isEmpty());

        List<Audited> audited =
                heard(Topic.AUDIT, name, 3).stream().map(Audited.class::cast).toList();
        assertEquals(
                List.of("configuration.create", "configuration.update", "configuration.delete"),
                audited.stream().map(Audited::action).toList());
        assertEquals(3600, audited.get(1).before().get("ttl_seconds"));
        assertEquals(9, audited.get(1).after().get("ttl_seconds"));
        assertEquals("admin", audited.get(1).actor());
    }

    @Test
    void saysAgainAtItsStartWhatThereIs() {
        assertEquals("default", ((Configured) heard(Topic.CONFIG, "default", 1).getFirst()).cacheName());
    }

    private static List<TerraceEvent> heard(Topic topic, String cache, int many) {
        Map<String, String> stack = LocalStack.environment();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.getOrDefault("TERRACE_KAFKA_BOOTSTRAP", ""),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        Predicate<TerraceEvent> ours =
                switch (topic) {
                    case CONFIG -> e -> ((Configured) e).cacheName().equals(cache);
                    default -> e -> ((Audited) e).resource().equals("configuration/" + cache);
                };
        List<TerraceEvent> heard = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(stack.getOrDefault("TERRACE_TOPIC_PREFIX", "") + topic.topicName()));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    heard.add(decoded(topic, record));
                }
                heard.removeIf(ours.negate());
                return heard.size() >= many;
            });
        }
        return heard;
    }

    private static TerraceEvent decoded(Topic topic, ConsumerRecord<String, byte[]> record) {
        try {
            return EventCodec.decode(topic, record.value());
        } catch (BadEventException e) {
            throw new AssertionError(e);
        }
    }
}
