package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@OnTheSuite
@Isolated
@Order(2)
class AwayServiceIT {
    private static final String SERVICE = "monitoring-service";
    private static final Duration BACK = Duration.ofSeconds(60);
    private RunningSuite suite;
    private Api gateway;
    private String cache;

    @BeforeAll
    void suite(RunningSuite running) {
        suite = running;
        gateway = running.gateway(1);
        cache = gateway.cache(Map.of("tiers", List.of("memory")));
    }

    @Test
    void aServiceThatHangsIsNotAbleNowAndNobodyHangsWithIt() {
        long pid = suite.pid(SERVICE);
        RunningSuite.signal("STOP", pid);
        try {
            away(Duration.ofSeconds(6));
            away(Duration.ofSeconds(6));
            ownPathsGoOn();
        } finally {
            RunningSuite.signal("CONT", pid);
        }
        await().atMost(BACK).until(() -> alerts().status() == 200);
    }

    @Test
    void aServiceThatWasKilledIsNotAbleNowAndComesBack() {
        RunningSuite.signal("KILL", suite.pid(SERVICE));
        away(Duration.ofSeconds(2));
        ownPathsGoOn();
        await().atMost(BACK).until(() -> alerts().status() == 200);
    }

    private Api.Reply alerts() {
        return gateway.send("GET", "/api/admin/caching/alerts/", new byte[0], Map.of());
    }

    private void away(Duration limit) {
        long began = System.nanoTime();
        Api.Reply reply = alerts().expect(503);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(limit) < 0, () -> "it took " + took);
        assertTrue(reply.header("Retry-After").matches("[0-9]+"), reply::toString);
        assertEquals("application/problem+json", reply.header("Content-Type").replaceFirst(";.*", ""));
    }

    private void ownPathsGoOn() {
        gateway.put(cache, "k", "v");
        assertEquals("v", gateway.get(cache, "k").expect(200).text());
        gateway.invalidate(cache, "all", true).expect(200);
        gateway.see("configurations/");
    }
}
