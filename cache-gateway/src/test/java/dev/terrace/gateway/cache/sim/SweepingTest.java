package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.coherence.local.LocalLease;
import dev.terrace.gateway.coherence.local.LocalLeases;
import dev.terrace.gateway.coherence.local.LocalLog;
import dev.terrace.gateway.coherence.local.LocalNode;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How marks go when there are many. */
class SweepingTest {
    private static final int MARKS = 30_000;

    private final SimTime time = new SimTime(1);
    private final EngineCaches caches = caches();

    private EngineCaches caches() {
        LocalLog log = new LocalLog(2 * MARKS, 2 * MARKS);
        LocalLeases leases = new LocalLeases(log);
        return new EngineCaches(new EngineParts(
                time,
                new LocalNode(log, time, time),
                List.of(new MemoryTiers(time, Runnable::run)),
                Set.of(),
                (spec, origin) -> {
                    throw new IllegalStateException("no origin");
                },
                name -> new Silent(),
                EngineParts.Bounds.DEFAULT,
                new EngineParts.Herd(new LocalLease(leases, time, time), 1)));
    }

    /** A batch a second would fill the log to its bound, from where on everything older is invalid, however fast tiers confirm. */
    @Test
    void whatIsRipeGoesAtOnceAndWhatIsYoungStays() {
        caches.start();
        caches.open(new Scenario("memory", List.of(TierName.MEMORY), false, Strategy.CACHE_ASIDE).spec())
                .subscribe()
                .with(opened -> {}, failure -> {});
        time.advance(1_000);
        CacheHandle cache = caches.find(Scenario.CACHE).orElseThrow();
        for (int from = 0; from < MARKS; from += 1_000) {
            List<String> keys =
                    IntStream.range(from, from + 1_000).mapToObj(i -> "k" + i).toList();
            AtomicReference<InvalidationResult> done = new AtomicReference<>();
            cache.invalidate(new Selector(keys, List.of(), null, false, false), "test")
                    .subscribe()
                    .with(done::set);
            time.advance(100);
            assertNotNull(done.get());
        }
        assertEquals(MARKS, caches.held().keyMarks());
        time.advance(25_000);
        assertEquals(MARKS, caches.held().keyMarks(), "younger than the horizon");
        time.advance(20_000);
        assertEquals(0, caches.held().keyMarks());
    }
}
