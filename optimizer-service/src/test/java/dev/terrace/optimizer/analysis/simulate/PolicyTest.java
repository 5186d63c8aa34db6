package dev.terrace.optimizer.analysis.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PolicyTest {
    private static final int FOREVER = Replacement.FOREVER;

    /** Skewed, with scans and a change of what is popular, so that ghosts, second chances and adaptation all come up. */
    private static int key(Random random, int i) {
        int phase = i / 4_000;
        if (i % 1_000 < 150) {
            return 1_000_000 + i;
        }
        return phase * 37 + (int) (400 * Math.pow(random.nextDouble(), 3));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "W_TINY_LFU")
    void hitsExactlyWhatThePlainestOneHits(Policy policy) {
        for (int capacity : new int[] {2, 3, 10, 64, 100}) {
            Random random = new Random(capacity);
            Replacement cache = policy.of(capacity);
            PolicyOracles.Oracle oracle = PolicyOracles.of(policy, capacity);
            for (int i = 0; i < 20_000; i++) {
                int key = key(random, i);
                int at = i;
                assertEquals(
                        oracle.read(key),
                        cache.read(key, 0, FOREVER),
                        () -> policy + " of " + capacity + ", read " + at);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsNoMoreThanItsCapacityAndForgetsWhatHasEnded(Policy policy) {
        Random random = new Random(7);
        Replacement cache = policy.of(50);
        for (int i = 0; i < 30_000; i++) {
            int key = key(random, i);
            switch (random.nextInt(10)) {
                case 0 -> cache.remove(key);
                case 1 -> cache.write(key, i, i + 500);
                default -> cache.read(key, i, i + 500);
            }
            assertTrue(cache.residents() <= 50);
        }
        cache.write(1, 40_000, 40_010);
        assertTrue(cache.read(1, 40_009, FOREVER));
        assertFalse(cache.read(1, 40_010, 40_020), "its end is not moved by a hit");
        cache.remove(1);
        assertFalse(cache.read(1, 40_011, FOREVER));
    }

    @ParameterizedTest
    @EnumSource
    void thinnedItGoesOnWithHalf(Policy policy) {
        Random random = new Random(9);
        Replacement cache = policy.of(100);
        for (int i = 0; i < 10_000; i++) {
            cache.read(key(random, i), 0, FOREVER);
        }
        cache.thin(50, key -> key % 2 == 0);
        assertTrue(cache.residents() <= 50);
        for (int i = 0; i < 10_000; i++) {
            cache.read(2 * key(random, i), 0, FOREVER);
            assertTrue(cache.residents() <= 50);
        }
    }

    /** Twice what an LRU hits where the popular keys are drowned in ones that never come again. */
    @Test
    void tinyLfuKeepsWhatIsPopular() {
        int[] hits = new int[2];
        Replacement[] caches = {Policy.LRU.of(100), Policy.W_TINY_LFU.of(100)};
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            int key = random.nextInt(4) == 0 ? random.nextInt(80) : 1_000 + i;
            for (int c = 0; c < 2; c++) {
                hits[c] += caches[c].read(key, 0, FOREVER) ? 1 : 0;
            }
        }
        assertTrue(hits[1] > 2 * hits[0], () -> hits[0] + " and " + hits[1]);
    }
}
