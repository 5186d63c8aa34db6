package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@OnTheSuite
@Execution(ExecutionMode.CONCURRENT)
class AlertIT {
    private static final Duration RAISED = Duration.ofSeconds(15);
    private static final Duration OVER = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(500);

    @Test
    void aBadHitRatioRaisesAnAlertThatResolvesByItselfWhenTrafficIsGood(RunningSuite suite)
            throws InterruptedException {
        Api gateway = suite.gateway(1);
        String cache = gateway.cache(Map.of("tiers", List.of("memory")));
        try (Traffic traffic = new Traffic(gateway, cache);
                Topic events = new Topic(suite.kafka(), "terrace.monitoring.alert.v1")) {
            JsonNode raised =
                    await().atMost(RAISED).pollInterval(LOOK).until(() -> alert(gateway, cache), AlertIT::open);
            assertEquals("critical", raised.path("severity").asText());
            assertTrue(raised.path("value").asDouble() < 0.5, raised::toString);
            events.awaitRecord(RAISED, event -> is(event, cache, "firing"));

            traffic.turnGood();
            JsonNode over = await().atMost(OVER)
                    .pollInterval(LOOK)
                    .until(() -> gateway.see("alerts/" + raised.path("id").asText() + "/"), AlertIT::resolved);
            assertEquals("auto", over.path("resolution").path("how").asText());
            assertTrue(over.path("resolution").path("value").asDouble() >= 0.8, over::toString);
            assertTrue(over.path("resolution").path("duration_seconds").asDouble() > 0, over::toString);
            events.awaitRecord(RAISED, event -> is(event, cache, "resolved"));
        }
    }

    private static JsonNode alert(Api gateway, String cache) {
        return gateway.see("alerts/?cache_name=" + cache)
                .path("items")
                .valueStream()
                .filter(one -> one.path("cache_name").asText().equals(cache)
                        && one.path("threshold").asDouble() <= 0.8)
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private static boolean open(JsonNode alert) {
        return List.of("pending", "firing").contains(alert.path("status").asText());
    }

    private static boolean resolved(JsonNode alert) {
        return alert.path("status").asText().equals("resolved");
    }

    private static boolean is(JsonNode event, String cache, String status) {
        return event.path("cache_name").asText().equals(cache)
                && event.path("metric").asText().equals("hit_ratio")
                && event.path("status").asText().equals(status);
    }
}
