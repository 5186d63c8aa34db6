package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@OnTheSuite
class TwoGatewaysIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private RunningSuite suite;
    private Api first;
    private Api second;
    private String cache;

    @BeforeAll
    void suite(RunningSuite running) {
        suite = running;
        first = running.gateway(1);
        second = running.gateway(2);
        cache = first.cache(Map.of("tiers", List.of("memory", "redis", "database")));
        await().atMost(SOON).until(() -> second.knows(cache));
    }

    static List<Arguments> selectors() {
        return List.of(
                Arguments.of("keys", List.of("user:1")),
                Arguments.of("tags", List.of("people")),
                Arguments.of("pattern", "user:*"),
                Arguments.of("all", true));
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void whatOneGatewayInvalidatesNoneServesAgain(String selector, Object value) {
        first.send("PUT", Api.path(cache, "user:1") + "?tags=people", Api.bytes("old"), Map.of())
                .expect(201);
        assertEquals("old", second.get(cache, "user:1").expect(200).text());
        assertEquals("old", first.get(cache, "user:1").expect(200).text());

        first.invalidate(cache, selector, value).expect(200);
        first.get(cache, "user:1").expect(404);
        await().atMost(SOON).until(() -> second.get(cache, "user:1").status() == 404);
        Steadily.holds(Duration.ofMillis(300), () -> missing(first) && missing(second));
    }

    private boolean missing(Api gateway) {
        return gateway.get(cache, "user:1").status() == 404;
    }

    @Test
    void aNewCacheAndItsChangesAreLiveOnTheOtherGatewayAtOnce() {
        String fresh = first.cache(Map.of("tiers", List.of("memory"), "ttl_seconds", 3600, "ttl_jitter_percent", 0));
        await().atMost(SOON).until(() -> second.knows(fresh));
        second.put(fresh, "k", "v").expect(201);
        assertEquals("v", second.get(fresh, "k").expect(200).text());
        // The first admin call of a process loads classes for seconds on a busy machine; a change is timed on a warm
        // one.
        assertEquals(
                64,
                second.see("configurations/" + fresh + "/")
                        .path("memory_max_mb")
                        .asInt());

        int version = first.see("configurations/" + fresh + "/").path("version").asInt();
        Map<String, Object> change = Map.of("ttl_seconds", 60, "memory_max_mb", 8, "version", version);
        first.admin("PATCH", "configurations/" + fresh + "/", change).expect(200);
        await().atMost(SOON)
                .until(() -> second.see("configurations/" + fresh + "/")
                                .path("memory_max_mb")
                                .asInt()
                        == 8);
        await().atMost(SOON).until(() -> {
            second.put(fresh, "later", "v");
            return seconds(second.get(fresh, "later").expect(200).header("Cache-Status")) <= 60;
        });
    }

    /** The remaining time to live that a Cache-Status names. */
    private static long seconds(String cacheStatus) {
        assertTrue(cacheStatus.contains("ttl="), cacheStatus);
        return Long.parseLong(cacheStatus.replaceFirst("(?s).*?ttl=(-?\\d+).*", "$1"));
    }

    @Test
    void aCommandOfAnOrdinaryKafkaClientInvalidatesOnBothGateways() {
        first.put(cache, "by-kafka", "old").expect(201);
        assertEquals("old", second.get(cache, "by-kafka").expect(200).text());

        String command = "{\"command\":\"invalidate\",\"cache_name\":\"" + cache
                + "\",\"keys\":[\"by-kafka\"],\"reason\":\"test\"}";
        Topic.publish(suite.kafka(), "terrace.cache.command.v1", command);
        Duration limit = Duration.ofSeconds(5);
        await().atMost(limit).until(() -> first.get(cache, "by-kafka").status() == 404);
        await().atMost(limit).until(() -> second.get(cache, "by-kafka").status() == 404);
    }

    @Test
    void aCommandThatCannotBeDoneGoesToTheDeadLettersWithItsReason() {
        String command =
                "{\"command\":\"invalidate\",\"cache_name\":\"no-such-cache\",\"keys\":[\"lost\"],\"reason\":\"test\"}";
        try (Topic dead = new Topic(suite.kafka(), "terrace.cache.command.v1.dlq")) {
            Topic.publish(suite.kafka(), "terrace.cache.command.v1", command);
            var letter = dead.awaitRecord(Duration.ofSeconds(10), TwoGatewaysIT::lost);
            assertEquals(command, new String(letter.value(), StandardCharsets.UTF_8));
            String reason =
                    new String(letter.headers().lastHeader("terrace_error").value(), StandardCharsets.UTF_8);
            assertTrue(reason.contains("no-such-cache"), reason);
        }
    }

    private static boolean lost(JsonNode letter) {
        return letter.path("keys").path(0).asText().equals("lost");
    }
}
