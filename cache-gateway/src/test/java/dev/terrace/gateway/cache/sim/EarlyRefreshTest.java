package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.TierName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** XFetch over many nodes: hot keys are loaded anew before they end, once, and nobody waits for it. */
class EarlyRefreshTest {
    private static final int NODES = 8;
    private static final long TTL_MS = 60_000;
    private static final int LIVES = 10;
    private static final String KEY = World.KEYS.get(0);

    private static World world(long seed, List<TierName> tiers) {
        World world = new World(
                seed, new Scenario("early", tiers, true, Strategy.CACHE_ASIDE, TTL_MS, 0, false), NODES, true);
        world.loadMs = 200;
        world.time.advance(5000);
        for (int node = 0; node < NODES; node++) {
            world.cache(node).read(KEY, ReadOptions.PLAIN).subscribe().with(any -> {});
        }
        world.time.advance(2000);
        return world;
    }

    /** Reads at each node every 10 ms for that many lives; how often there was nothing at hand. */
    private static int waited(World world) {
        int waited = 0;
        for (long ms = 0; ms < TTL_MS * LIVES; ms += 10) {
            for (int node = 0; node < NODES; node++) {
                waited += world.cache(node).atHand(KEY, ReadOptions.PLAIN) == null ? 1 : 0;
            }
            world.time.advance(10);
        }
        return waited;
    }

    @Test
    void oneRefreshALifeAndNobodyWaits() {
        int loads = 0;
        for (long seed = 1; seed <= 3; seed++) {
            World world = world(seed, List.of(TierName.MEMORY, TierName.REDIS));
            assertEquals(1, world.loads.size());
            assertEquals(0, waited(world), "seed " + seed);
            loads += world.loads.size() - 1;
        }
        assertTrue(loads >= 3 * (LIVES - 1), loads + " loads");
        assertTrue(loads <= 3 * LIVES * 1.15, loads + " loads in " + 3 * LIVES + " lives");
    }

    @Test
    void withMemoryAloneEachNodeRefreshesItsOwn() {
        World world = world(4, List.of(TierName.MEMORY));
        assertEquals(0, waited(world));
        int loads = world.loads.size() - NODES;
        assertTrue(loads >= NODES * (LIVES - 1) && loads <= NODES * LIVES * 1.15, loads + " loads");
    }

    @Test
    void nothingIsLoadedBeforeItIsNear() {
        World world = world(5, List.of(TierName.MEMORY, TierName.REDIS));
        for (int ms = 0; ms < TTL_MS / 2; ms += 10) {
            world.cache(0).atHand(KEY, ReadOptions.PLAIN);
            world.time.advance(10);
        }
        assertEquals(1, world.loads.size());
    }

    @Test
    void anOriginThatFailsBeforeTheEndCostsNoReaderAnything() {
        World world = world(6, List.of(TierName.MEMORY, TierName.REDIS));
        world.loadMs = 100_000;
        for (long ms = 2500; ms < TTL_MS - 500; ms += 10) {
            assertTrue(world.cache(1).atHand(KEY, ReadOptions.PLAIN) != null, ms + " ms");
            world.time.advance(10);
        }
    }
}
