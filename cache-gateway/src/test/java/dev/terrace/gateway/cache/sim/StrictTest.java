package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Law 2: a node that is cut off from the log serves nothing of a strict cache's tiers two seconds later. */
class StrictTest {
    private static final String KEY = World.KEYS.getFirst();

    private final World world =
            new World(1, new Scenario("memory, origin", List.of(TierName.MEMORY), true, Strategy.CACHE_ASIDE), 2, true);

    private CacheHandle open(int node, boolean origin) {
        HttpOriginSpec http = origin ? new HttpOriginSpec("http://origin/{key}", 200, 2000, true, false, false) : null;
        CacheSpec spec = new CacheSpec(
                "strict",
                List.of(TierName.MEMORY, TierName.REDIS),
                Strategy.CACHE_ASIDE,
                86_400_000,
                1 << 20,
                1 << 20,
                1 << 16,
                false,
                true,
                0,
                0,
                0,
                0,
                http,
                1);
        world.nodes.get(node).caches().open(spec).subscribe().with(done -> {}, failure -> {});
        world.time.advance(1000);
        return world.nodes.get(node).caches().find("strict").orElseThrow();
    }

    private <T> T done(Uni<T> call) {
        AtomicReference<T> answer = new AtomicReference<>();
        call.subscribe().with(answer::set, failure -> {
            throw new AssertionError(failure);
        });
        assertTrue(world.time.until(() -> answer.get() != null, 100_000));
        return answer.get();
    }

    private static int value(ReadResult result) {
        return World.value(assertInstanceOf(ReadResult.Hit.class, result).entry());
    }

    /** Node 0 has an old copy in memory and cannot hear that node 1 has invalidated it. */
    private CacheHandle cutOff() {
        world.time.advance(5000);
        CacheHandle cache = open(0, true);
        CacheHandle other = open(1, true);
        int old = world.truth.of(KEY).orElseThrow();
        assertEquals(old, value(done(cache.read(KEY, ReadOptions.PLAIN))));
        world.time.advance(1000);
        world.nodes.getFirst().log().node().cut(true);
        world.truth.put(KEY, world.truth.fresh());
        done(other.invalidate(new Selector(List.of(KEY), List.of(), null, false, false), "test"));
        ReadResult within = cache.atHand(KEY, ReadOptions.PLAIN);
        assertInstanceOf(ReadResult.Hit.class, within, "the view does not lag by two seconds yet");
        world.time.advance(2600);
        return cache;
    }

    private int truth() {
        return world.truth.of(KEY).orElseThrow();
    }

    @Test
    void readsTheOriginWhenItsViewLags() {
        CacheHandle cache = cutOff();
        assertEquals(truth(), value(done(cache.read(KEY, ReadOptions.PLAIN))));
    }

    @Test
    void hasNothingAtHandWhenItsViewLags() {
        assertNull(cutOff().atHand(KEY, ReadOptions.PLAIN));
    }

    @Test
    void readsManyFromTheOriginWhenItsViewLags() {
        CacheHandle cache = cutOff();
        List<ReadResult> all = done(cache.readAll(List.of(KEY), null));
        assertEquals(truth(), value(all.getFirst()));
    }

    @Test
    void refusesWithoutAnOriginWhenItsViewLags() {
        world.time.advance(5000);
        CacheHandle cache = open(0, false);
        done(cache.write(KEY, World.newValue(KEY, 7), Condition.NONE));
        assertEquals(7, value(done(cache.read(KEY, ReadOptions.PLAIN))));
        world.nodes.getFirst().log().node().cut(true);
        world.time.advance(2600);
        assertInstanceOf(ReadResult.Failed.class, done(cache.read(KEY, ReadOptions.PLAIN)));
    }
}
