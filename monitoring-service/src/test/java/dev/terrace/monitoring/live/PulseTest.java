package dev.terrace.monitoring.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.monitoring.MovedClock;
import dev.terrace.monitoring.Traffic;
import dev.terrace.monitoring.alert.MemoryAlerts;
import dev.terrace.monitoring.history.Recent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Recent recent = new Recent(new Recent.Bounds(900, 10, 5), clock);
    private final ObjectMapper json = StrictJson.tolerant();
    private final Pulse pulse =
            new Pulse(new Overviews(recent), new MemoryAlerts(), json, new Pulse.Settings(clock, 10, 2, 3));

    private void beat() {
        recent.add(new Traffic("n1", "shop").second(clock.instant(), 9, 1));
        clock.advance(1);
        pulse.beat().await().indefinitely();
    }

    private AssertSubscriber<String> follower(long ready, String... caches) {
        return pulse.follow(Set.of(caches)).orElseThrow().subscribe().withSubscriber(AssertSubscriber.create(ready));
    }

    @Test
    void allWhoMaySeeTheSameShareOneText() {
        AssertSubscriber<String> a = follower(10);
        AssertSubscriber<String> b = follower(10);
        beat();
        assertEquals(1, a.getItems().size());
        assertSame(a.getItems().getFirst(), b.getItems().getFirst());
    }

    @Test
    void aSlowClientGetsTheNewestAndNoQueue() throws Exception {
        AssertSubscriber<String> slow = follower(1);
        for (int i = 0; i < 20; i++) {
            beat();
        }
        assertEquals(1, slow.getItems().size());
        slow.request(100);
        assertEquals(2, slow.getItems().size());
        assertEquals(
                "2026-01-01T00:00:20Z",
                json.readTree(slow.getItems().getLast()).get("at").asText());
    }

    @Test
    void oneMoreThanAllowedIsRefusedUntilOneLeaves() {
        AssertSubscriber<String> first = follower(1);
        follower(1);
        follower(1, "shop");
        assertTrue(pulse.follow(Set.of()).isEmpty());
        first.cancel();
        assertEquals(2, pulse.followers());
        assertTrue(pulse.follow(Set.of()).isPresent());
    }

    @Test
    void theSnapshotHasTheShapeThatClientsKnow() throws Exception {
        AssertSubscriber<String> follower = follower(10);
        for (int i = 0; i < 4; i++) {
            beat();
        }
        var snapshot = json.readTree(follower.getItems().getLast());
        var cache = snapshot.at("/caches/0");
        assertEquals("shop", cache.at("/cache_name").asText());
        assertEquals(0.9, cache.at("/hit_ratio").asDouble());
        assertEquals(20, cache.at("/requests").asLong());
        assertEquals("healthy", cache.at("/status").asText());
        assertEquals(0.501, cache.at("/response_ms/p99").asDouble());
        assertEquals("memory", cache.at("/tiers/0/tier").asText());
        assertEquals(100, cache.at("/tiers/0/bytes").asLong());
        assertEquals(0.9, snapshot.at("/overall/hit_ratio").asDouble());
        assertEquals(2.0, snapshot.at("/overall/throughput").asDouble());
        assertEquals("hit_ratio", snapshot.at("/overall/health_parts/0/name").asText());
        assertTrue(snapshot.at("/alerts").isArray());
    }

    @Test
    void withoutTrafficThereIsNullAndNotZero() throws Exception {
        AssertSubscriber<String> follower = follower(10, "none");
        pulse.beat().await().indefinitely();
        var snapshot = json.readTree(follower.getItems().getLast());
        assertTrue(snapshot.at("/overall/hit_ratio").isNull());
        assertTrue(snapshot.at("/overall/response_ms").isNull());
        assertTrue(snapshot.at("/overall/health_score").isNull());
    }
}
