package dev.terrace.optimizer.analysis.simulate;

import static dev.terrace.optimizer.KeyHash.hash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.AccessBatch.Columns;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Miniatures of a sample beside the whole cache that sees every access. */
class SimulationsTest {
    private static final int READS = 400_000;
    private static final int KEYS = 60_000;
    private static final int BATCH = 4_000;
    private static final long START = 1_700_000_000_000L;

    /** Zipf-like by inversion of a power law, with scans between. */
    private static long[] reads(long seed) {
        Random random = new Random(seed);
        long[] keys = new long[READS];
        for (int i = 0; i < READS; i++) {
            boolean scan = i % 20_000 < 2_000;
            keys[i] = hash(scan ? 1_000_000 + i : (long) (KEYS * Math.pow(random.nextDouble(), 4)));
        }
        return keys;
    }

    /** The threshold halves after each quarter, as it does when more keys are live than are kept. */
    private static Simulations sampled(long[] keys) {
        Simulations simulations = new Simulations();
        for (int from = 0; from < keys.length; from += BATCH) {
            int threshold = AccessBatch.EVERYTHING >> (4 * from / keys.length);
            int to = from + BATCH;
            long[] taken = java.util.Arrays.stream(keys, from, to)
                    .filter(key -> (key >>> 40) < threshold)
                    .toArray();
            int n = taken.length;
            Columns columns = new Columns(taken, new byte[n], new int[n], new int[n], new int[n]);
            simulations.accept(new AccessBatch("node", START + from, threshold, false, BATCH, columns));
        }
        return simulations;
    }

    @ParameterizedTest
    @EnumSource
    void areWithinOneInAHundredOfTheWholeCacheOnAverage(Policy policy) {
        long[] keys = reads(policy.ordinal());
        PolicyCurves curves = sampled(keys).curves().anchored(size -> missRatio(Policy.LRU, (int) size, keys));
        assertFalse(curves.points().isEmpty());
        assertTrue(curves.points().size() <= 8);
        double sum = 0;
        for (PolicyCurves.Point point : curves.points()) {
            double exact = missRatio(policy, (int) point.objects(), keys);
            assertTrue(point.simulated() >= 200 && point.simulated() <= 512);
            double error = Math.abs(point.missRatio().get(policy) - exact);
            assertTrue(error <= 0.025, () -> error + " at " + point.objects());
            sum += error;
        }
        assertTrue(
                sum / curves.points().size() <= 0.01,
                "mean error " + sum / curves.points().size());
    }

    private static double missRatio(Policy policy, int objects, long[] keys) {
        Replacement whole = policy.of(objects);
        int missed = 0;
        for (long key : keys) {
            missed += whole.read((int) (key >>> 32), 0, Replacement.FOREVER) ? 0 : 1;
        }
        return (double) missed / keys.length;
    }

    @Test
    void sizesThatTheSampleIsTooThinForAreLeftOut() {
        PolicyCurves curves = sampled(reads(1)).curves();
        assertTrue(curves.points().getFirst().objects() >= 200 * 8, "an eighth of the keys is left at the end");
    }

    @Test
    void whatHasEndedIsAMiss() {
        Simulations simulations = new Simulations();
        long base = 0;
        for (int round = 0; round < 20; round++) {
            int n = 2 * 600;
            Columns columns = new Columns(new long[n], new byte[n], new int[n], new int[n], new int[n]);
            for (int i = 0; i < n; i += 2) {
                columns.keys()[i] = hash(i);
                columns.keys()[i + 1] = hash(i);
                columns.ops()[i] = 1;
                columns.ops()[i + 1] = 2;
                columns.ttls()[i + 1] = 10;
            }
            simulations.accept(new AccessBatch("node", START + base, AccessBatch.EVERYTHING, false, 600, columns));
            base += 11_000;
        }
        PolicyCurves.Point largest = simulations.curves().points().getLast();
        assertEquals(1.0, largest.missRatio().get(Policy.LRU), 1e-9);
    }
}
