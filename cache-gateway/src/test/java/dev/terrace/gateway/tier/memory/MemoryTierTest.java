package dev.terrace.gateway.tier.memory;

import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.found;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Kept;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.gateway.tier.ValueContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTierTest extends ValueContract {
    private static final int SMALL = 64 << 10;

    /** The wall clock, moved by hand. */
    private static final class Moved implements Time {
        private long aheadMs;

        @Override
        public long nanos() {
            return System.nanoTime() + aheadMs * 1_000_000;
        }

        @Override
        public long millis() {
            return Trial.CLOCK.millis() + aheadMs;
        }

        @Override
        public Runnable after(long delayMs, Runnable task) {
            throw new AssertionError("the memory tier sets no timers");
        }

        @Override
        public void background(Runnable task) {
            throw new AssertionError("the memory tier runs nothing");
        }
    }

    private final Moved time = new Moved();
    private final MemoryTiers tiers = new MemoryTiers(time, Runnable::run);
    private final MemoryTier small = new MemoryTier(SMALL, time, Runnable::run);

    @Override
    protected TierFactory factory() {
        return tiers;
    }

    /** Fills the small tier three times over; the keys that had to go. */
    private List<CacheKey> evicted() {
        List<CacheKey> keys = IntStream.range(0, 3 * SMALL / 1024)
                .mapToObj(i -> key(Trial.cache("small", TierName.MEMORY), "k" + i))
                .toList();
        keys.forEach(one -> put(small, one, entry(new byte[800], 5, 60_000, 120_000)));
        long resident = small.state().entries();
        assertTrue(resident > 10 && resident < keys.size(), resident + " of " + keys.size() + " stay");
        List<CacheKey> gone =
                keys.stream().filter(one -> small.peek(one) == null).toList();
        assertEquals(keys.size() - resident, gone.size());
        return gone;
    }

    @Test
    void anEvictionIsEarlyWhenTheKeyIsAskedForAgainWithinItsTtl() {
        int gone = evicted().size();
        long early = small.state().earlyEvictions();
        assertTrue(early > gone * 0.8 && early <= gone, early + " of " + gone + " evictions are known to be early");
    }

    @Test
    void anEvictionCountsAsEarlyOnce() {
        List<CacheKey> gone = evicted();
        long early = small.state().earlyEvictions();
        gone.forEach(small::peek);
        assertEquals(early, small.state().earlyEvictions());
    }

    @Test
    void whatWouldBeStaleByNowWasNotEvictedTooEarly() {
        List<CacheKey> keys = IntStream.range(0, 3 * SMALL / 1024)
                .mapToObj(i -> key(Trial.cache("small", TierName.MEMORY), "k" + i))
                .toList();
        keys.forEach(one -> put(small, one, entry(new byte[800], 5, 60_000, 120_000)));
        assertTrue(small.state().evictions() > 0);
        time.aheadMs = 61_000;
        keys.forEach(small::peek);
        assertEquals(0, small.state().earlyEvictions());
    }

    @Test
    void whatWasNeverThereIsAMissAndNoEviction() {
        assertTrue(found(small, key(Trial.cache("small", TierName.MEMORY), "never"))
                .isEmpty());
        assertEquals(0, small.state().earlyEvictions());
    }

    /** What is kept stays through a flood, takes a hundredth at most, and a larger value in its place counts like any other. */
    @Test
    void keepsWhatItIsToldWithinAHundredth() {
        long bound = 1_000_000;
        MemoryTier tier = new MemoryTier(bound, new Moved(), Runnable::run);
        List<CacheKey> keys =
                IntStream.range(0, 40).mapToObj(i -> place("kept" + i)).toList();
        keys.forEach(key -> put(tier, key, entry(new byte[400], 5, 60_000, 120_000)));
        Kept kept = tier.keep(keys);
        assertTrue(kept.keys() >= 10 && kept.keys() < 40, kept.keys() + " kept");
        assertTrue(kept.bytes() <= bound / 100, kept.bytes() + " bytes");
        flood(tier);
        assertEquals(
                kept.keys(),
                keys.stream()
                        .limit(kept.keys())
                        .filter(key -> tier.peek(key) != null)
                        .count(),
                "the first ones");
        assertTrue(tier.state().bytes() <= bound, tier.state().bytes() + " bytes in all");
        put(tier, keys.getFirst(), entry(new byte[100_000], 6, 60_000, 120_000));
        assertTrue(tier.keep(keys).bytes() <= bound / 100, "what grew is not kept");
        assertEquals(Kept.NOTHING, tier.keep(List.of()));
        flood(tier);
        flood(tier);
        long left = keys.stream().filter(key -> tier.peek(key) != null).count();
        assertTrue(left < kept.keys(), left + " are still there");
        assertTrue(tier.state().bytes() <= bound, tier.state().bytes() + " bytes in all");
    }

    private static CacheKey place(String key) {
        return key(Trial.cache("small", TierName.MEMORY), key);
    }

    private static void flood(MemoryTier tier) {
        for (int round = 0; round < 3; round++) {
            IntStream.range(0, 3000).forEach(i -> {
                put(tier, place("flood" + i), entry(new byte[800], 5, 60_000, 120_000));
                tier.peek(place("flood" + i));
            });
        }
    }
}
