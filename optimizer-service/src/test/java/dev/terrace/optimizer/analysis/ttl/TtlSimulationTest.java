package dev.terrace.optimizer.analysis.ttl;

import static dev.terrace.optimizer.KeyHash.hash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.AccessBatch.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TtlSimulationTest {
    private static final long START = 1_700_000_000_000L;

    private final TtlSimulation simulation = new TtlSimulation();

    /** Of each: key, operation, second. */
    private void tell(List<long[]> rows, int threshold, long reads) {
        List<long[]> taken =
                rows.stream().filter(row -> (row[0] >>> 40) < threshold).toList();
        int n = taken.size();
        Columns columns = new Columns(new long[n], new byte[n], new int[n], new int[n], new int[n]);
        for (int i = 0; i < n; i++) {
            columns.keys()[i] = taken.get(i)[0];
            columns.ops()[i] = (byte) taken.get(i)[1];
            columns.offsets()[i] = (int) (1000 * (taken.get(i)[2] - rows.getFirst()[2]));
        }
        simulation.accept(new AccessBatch("node", START + 1000 * rows.getFirst()[2], threshold, false, reads, columns));
    }

    private void tell(long... keyOpSecond) {
        List<long[]> rows = new ArrayList<>();
        for (int i = 0; i < keyOpSecond.length; i += 3) {
            rows.add(new long[] {hash(keyOpSecond[i]), keyOpSecond[i + 1], keyOpSecond[i + 2]});
        }
        tell(
                rows,
                AccessBatch.EVERYTHING,
                rows.stream().filter(row -> row[1] < 2).count());
    }

    private double missRatio(int seconds) {
        TtlCurve curve = simulation.curve();
        return curve.missRatio()[java.util.Arrays.binarySearch(curve.seconds(), seconds)];
    }

    private double resident(int seconds) {
        TtlCurve curve = simulation.curve();
        return curve.residentObjects()[java.util.Arrays.binarySearch(curve.seconds(), seconds)];
    }

    @Test
    void saysNothingBeforeTheFirstRead() {
        assertNull(simulation.curve());
    }

    @Test
    void aHitDoesNotLengthenALife() {
        tell(1, 1, 0, 1, 2, 0, 1, 0, 9, 1, 0, 10, 1, 0, 19, 1, 0, 20, 1, 0, 29);
        assertEquals(3 / 6.0, missRatio(10));
        assertEquals(1 / 6.0, missRatio(30));
    }

    @Test
    void whatTheRealCacheFilledAfterAMissRenewsNoOther() {
        tell(1, 1, 0, 1, 2, 0, 1, 1, 25, 1, 2, 25, 1, 0, 31);
        assertEquals(2 / 3.0, missRatio(30), 1e-9);
        assertEquals(1 / 3.0, missRatio(60), 1e-9);
    }

    @Test
    void aStoreRenewsAndARemovalEnds() {
        tell(1, 1, 0, 1, 2, 0, 1, 2, 25, 1, 0, 50, 1, 3, 51, 1, 1, 52);
        assertEquals(2 / 3.0, missRatio(30), 1e-9);
        assertEquals(2 / 3.0, missRatio(3_600), 1e-9);
        assertEquals(51 / 52.0, resident(3_600), 0.01);
    }

    @Test
    void aThinnerSampleForgetsNothingOfTheKeysThatStay() {
        long first = java.util.stream.LongStream.iterate(1, id -> id + 1)
                .filter(id -> (hash(id) >>> 40) < AccessBatch.EVERYTHING / 2)
                .findFirst()
                .orElseThrow();
        tell(first, 1, 0, first, 2, 0);
        tell(List.of(new long[] {hash(first), 0, 5}), AccessBatch.EVERYTHING / 2, 1);
        assertEquals(1 / 2.0, missRatio(10), 1e-9, "the second read is a hit");
    }

    /** Two hundred thousand reads in two hours; the sample is half at first and an eighth at the end. */
    @Test
    void isWithinAHundredthOfTheWholeCache() {
        Random random = new Random(11);
        int reads = 200_000;
        Map<Integer, Map<Long, Integer>> filled = new HashMap<>();
        Map<Integer, Integer> missed = new HashMap<>();
        List<long[]> rows = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            long key = hash((long) (20_000 * Math.pow(random.nextDouble(), 3)));
            int second = i * 7_200 / reads;
            for (int ttl : new int[] {60, 600, 3_600, 10_800}) {
                Map<Long, Integer> there = filled.computeIfAbsent(ttl, t -> new HashMap<>());
                if (!there.containsKey(key) || second - there.get(key) >= ttl) {
                    missed.merge(ttl, 1, Integer::sum);
                    there.put(key, second);
                }
            }
            rows.add(new long[] {key, 0, second});
            if (rows.size() == 2_000) {
                tell(rows, AccessBatch.EVERYTHING >> (1 + 3 * i / reads), rows.size());
                rows.clear();
            }
        }
        missed.forEach((ttl, misses) -> assertEquals((double) misses / reads, missRatio(ttl), 0.01, "ttl " + ttl));
    }
}
