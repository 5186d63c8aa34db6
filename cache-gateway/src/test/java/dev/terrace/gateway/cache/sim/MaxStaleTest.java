package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.TierName;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A reader's max-stale: how stale an answer may be at most; without an argument, any. */
class MaxStaleTest {
    private final World world =
            new World(1, new Scenario("memory, origin", List.of(TierName.MEMORY), true, Strategy.CACHE_ASIDE));
    private final String key = World.KEYS.getFirst();

    private CacheHandle staleBy(long ms) {
        HttpOriginSpec http = new HttpOriginSpec("http://origin/{key}", 200, 2000, true, false, false);
        CacheSpec spec = new CacheSpec(
                "brief",
                List.of(TierName.MEMORY),
                Strategy.CACHE_ASIDE,
                1000,
                1 << 20,
                1 << 20,
                1 << 16,
                false,
                false,
                0,
                3_600_000,
                0,
                0,
                http,
                1);
        world.time.advance(1000);
        world.nodes.getFirst().caches().open(spec).subscribe().with(done -> {}, failure -> {});
        CacheHandle cache = world.nodes.getFirst().caches().find("brief").orElseThrow();
        AtomicReference<ReadResult> answer = new AtomicReference<>();
        cache.read(key, ReadOptions.PLAIN).subscribe().with(answer::set);
        assertTrue(world.time.until(() -> answer.get() != null, 100_000));
        ReadResult.Hit hit = assertInstanceOf(ReadResult.Hit.class, answer.get());
        world.time.advance(hit.entry().expiresMs() + ms - world.time.millis());
        return cache;
    }

    private static ReadOptions maxStale(long ms) {
        return new ReadOptions(false, false, ms, null);
    }

    @Test
    void takesWhatIsNotStalerThanAsked() {
        CacheHandle cache = staleBy(5000);
        assertNull(cache.atHand(key, ReadOptions.PLAIN));
        assertNull(cache.atHand(key, maxStale(4999)));
        assertInstanceOf(ReadResult.Hit.class, cache.atHand(key, maxStale(6000)));
    }

    @Test
    void takesAnythingWhenThereIsNoArgument() {
        assertInstanceOf(ReadResult.Hit.class, staleBy(5000).atHand(key, maxStale(Long.MAX_VALUE)));
    }
}
