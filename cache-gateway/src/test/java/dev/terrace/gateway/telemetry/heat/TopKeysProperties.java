package dev.terrace.gateway.telemetry.heat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The sketch against an exact count of the same decayed stream. */
class TopKeysProperties {
    private static final int KEYS = 5_000;
    private static final int READS = 20_000;

    @Property(tries = 25)
    void keepsItsBoundsOnZipfStreams(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.6, max = 1.4) double skew,
            @ForAll @IntRange(min = 8, max = 200) int m) {
        Random random = new Random(seed);
        double[] cumulative = zipf(skew);
        TopKeys<Integer> sketch = new TopKeys<>(m);
        Map<Integer, Double> exact = new HashMap<>();
        for (int i = 0; i < READS; i++) {
            int key = draw(cumulative, random);
            double weight = 1 + random.nextInt(3);
            sketch.add(key, weight);
            exact.merge(key, weight, Double::sum);
            if (i % 1000 == 999) {
                sketch.decay(0.9);
                exact.replaceAll((k, v) -> v * 0.9);
            }
        }
        double bound = sketch.total() / m * (1 + 1e-9);
        List<TopKeys.Estimate<Integer>> all = sketch.top(m);
        Set<Integer> counted = new HashSet<>();
        for (TopKeys.Estimate<Integer> e : all) {
            counted.add(e.key());
            double truth = exact.getOrDefault(e.key(), 0.0);
            assertTrue(truth <= e.count() + 1e-6, "never too low");
            assertTrue(truth >= e.count() - e.error() - 1e-6, "no further off than it says");
            assertTrue(e.error() <= bound, "error within N/m");
        }
        exact.forEach((key, truth) -> assertTrue(truth <= bound || counted.contains(key), "heavy and not counted"));
    }

    /** A tick that is full is sampled from the next one on; rates and shares still come out right. */
    @Property(tries = 5)
    void findsAHotKeyWithinTwoTicksUnderAnyLoad(@ForAll @IntRange(min = 100, max = 40_000) int readsATick) {
        Heat heat = new Heat(0);
        CacheKey hot = CacheKey.of("c", "hot");
        long now = 0;
        int cold = 0;
        for (int tick = 0; tick < 10; tick++) {
            for (int i = 0; i < readsATick; i++) {
                heat.touch(tick >= 8 && i % 4 == 0 ? hot : CacheKey.of("c", "cold" + cold++));
            }
            now += 200_000_000;
            heat.tick(now);
        }
        HotKey found = heat.hot().getFirst();
        assertTrue(found.key().equals("hot") && found.share() > 0.08 && found.share() < 0.3, found::toString);
        double rate = readsATick * 5.0;
        assertTrue(Math.abs(heat.rate() - rate) < 0.2 * rate, "rate " + heat.rate() + " of " + rate);
        assertTrue(heat.recent(10).size() == 10);
    }

    private static double[] zipf(double skew) {
        double[] cumulative = new double[KEYS];
        double sum = 0;
        for (int i = 0; i < KEYS; i++) {
            sum += 1 / Math.pow(i + 1, skew);
            cumulative[i] = sum;
        }
        return cumulative;
    }

    private static int draw(double[] cumulative, Random random) {
        int at = java.util.Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[KEYS - 1]);
        return at < 0 ? Math.min(KEYS - 1, -at - 1) : at;
    }
}
