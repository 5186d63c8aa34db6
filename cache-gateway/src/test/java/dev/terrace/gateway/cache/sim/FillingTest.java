package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Filling;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Warmed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Warming against the world of two nodes: an invalidation that comes while it is under way wins, wherever it was made. */
class FillingTest {
    private static final Scenario ORIGIN_REDIS =
            new Scenario("memory+redis, origin", List.of(TierName.MEMORY, TierName.REDIS), true, Strategy.CACHE_ASIDE);
    private static final NewValue BROUGHT = World.newValue("a1", 77);

    @Test
    void aBroughtValueLosesToAnInvalidationSinceItWasBrought() {
        for (int seed = 0; seed < 40; seed++) {
            for (int by = 0; by < 2; by++) {
                for (Selector selector : selectors()) {
                    World world = world(seed);
                    Filling filling = world.cache(0).filling();
                    Position brought = filling.now();
                    done(world, world.cache(by).invalidate(selector, "test"));
                    world.time.advance(1000);
                    Warmed warmed = done(world, filling.fill("a1", BROUGHT, brought));
                    assertEquals(Warmed.Outcome.REFUSED, warmed.outcome(), "seed " + seed + " by " + by + selector);
                }
            }
        }
    }

    @Test
    void aBroughtValueIsThereWhenNothingSpokeAgainstIt() {
        World world = world(1);
        Filling filling = world.cache(0).filling();
        assertEquals(Warmed.WARM, done(world, filling.fill("a1", BROUGHT, filling.now())));
        ReadResult read = done(world, world.cache(0).read("a1", ReadOptions.PLAIN));
        assertEquals(77, World.value(((ReadResult.Hit) read).entry()));
        assertEquals(Warmed.ALREADY, done(world, filling.load("a1", null)));
        assertEquals(List.of("a1"), filling.hottest(10));
    }

    /** The load begins, the truth changes and is invalidated, the old answer arrives last. */
    @Test
    void aLoadLosesToAnInvalidationWhileItIsUnderWay() {
        for (int seed = 0; seed < 200; seed++) {
            World world = world(seed);
            CacheHandle cache = world.cache(0);
            AtomicReference<Warmed> warmed = new AtomicReference<>();
            cache.filling().load("a1", 60_000L).subscribe().with(warmed::set);
            world.time.steps(seed % 12);
            world.truth.put("a1", world.truth.fresh());
            done(world, world.cache(seed % 2).invalidate(selectors().getFirst(), "test"));
            world.time.advance(200_000);
            ReadResult read = done(world, cache.read("a1", ReadOptions.PLAIN));
            if (read instanceof ReadResult.Hit hit) {
                assertEquals(world.truth.of("a1").orElseThrow(), World.value(hit.entry()), "seed " + seed);
            }
        }
    }

    private static List<Selector> selectors() {
        return List.of(
                new Selector(List.of("a1"), List.of(), null, false, false),
                new Selector(List.of(), List.of(World.tag("a1")), null, false, false),
                new Selector(List.of(), List.of(), "a*", false, false),
                new Selector(List.of(), List.of(), null, true, false));
    }

    private static World world(long seed) {
        World world = new World(seed, ORIGIN_REDIS);
        world.time.advance(5000);
        return world;
    }

    private static <T> T done(World world, Uni<T> call) {
        AtomicReference<T> result = new AtomicReference<>();
        call.subscribe().with(result::set, failure -> {
            throw new AssertionError(failure);
        });
        world.time.until(() -> result.get() != null, 100_000);
        return result.get();
    }
}
