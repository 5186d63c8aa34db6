package dev.terrace.optimizer.analysis.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Curves of generated traffic against the exact stack. */
class MissRatioCurveTest {
    private static final double BOUND = 0.01;

    @Test
    void followsZipf() {
        Replay replay = played(zipf(60_000, 0.9, 1), 400_000, 0);
        assertTrue(replay.error() <= BOUND, "error " + replay.error());
        double wanted = replay.exact.knee(0.9);
        assertEquals(wanted, replay.curve().knee(0.9).objects(), 0.05 * wanted);
    }

    @Test
    void isExactWhileEveryKeyIsKept() {
        Replay replay = played(zipf(5_000, 0.8, 2), 200_000, 0);
        assertTrue(replay.error() <= 0.001, "error " + replay.error());
        assertEquals(replay.exact.knee(0.9), replay.curve().knee(0.9).objects(), 60);
        assertEquals(replay.exact.keys(), replay.profile.keys(), 0.07 * replay.exact.keys());
    }

    @Test
    void namesTheCliffOfALoop() {
        long[] at = {0};
        Replay replay = played(() -> at[0]++ % 3_000, 60_000, 0);
        MissRatioCurve curve = replay.curve();
        assertEquals(1, curve.cliffs().size());
        Cliff cliff = curve.cliffs().getFirst();
        assertTrue(cliff.sizeFrom() < 3_000 && cliff.sizeTo() >= 3_000, cliff.toString());
        assertEquals(1.0, curve.at(2_800), 1e-9);
        assertEquals(3_000 / 60_000.0, curve.at(3_200), 1e-9);
    }

    @Test
    void namesTheCliffOfALoopThatIsSampled() {
        long[] at = {0};
        Replay replay = played(() -> at[0]++ % 40_000, 400_000, 0);
        Cliff cliff = replay.curve().cliffs().getFirst();
        assertEquals(40_000, (cliff.sizeFrom() + cliff.sizeTo()) / 2.0, 4_000);
        assertTrue(replay.curve().at(34_000) > 0.95);
    }

    /** As in a vault, where what was written is read once more soon after: no loop, but below some forty objects next to nothing is hit. */
    @Test
    void namesTheStretchThatDecidesAboutMostHits() {
        Random random = new Random(8);
        long[] n = {0};
        Replay replay = played(
                () -> {
                    long at = n[0]++;
                    return at % 3 < 2 ? at : Math.max(0, at - 2 - 3 * (12 + random.nextInt(4)));
                },
                200_000,
                0);
        List<Cliff> cliffs = replay.curve().cliffs();
        assertEquals(1, cliffs.size(), cliffs.toString());
        Cliff cliff = cliffs.getFirst();
        double drop = replay.exact.missRatio(cliff.sizeFrom()) - replay.exact.missRatio(cliff.sizeTo());
        assertTrue(drop >= 0.5 * (1 - replay.exact.missRatio(100_000)), cliff + ", of which " + drop);
    }

    @Test
    void namesNoneWhereHitsComeEvenly() {
        assertEquals(List.of(), played(zipf(20_000, 1.2, 3), 200_000, 0).curve().cliffs());
    }

    @Test
    void followsScansBetweenHotKeys() {
        LongSupplier hot = zipf(20_000, 1.0, 3);
        long[] n = {0};
        Replay replay = played(() -> n[0]++ % 2_000 < 400 ? 1_000_000 + n[0] : hot.getAsLong(), 300_000, 0);
        assertTrue(replay.error() <= BOUND, "error " + replay.error());
    }

    @Test
    void followsAChangeOfPhase() {
        LongSupplier first = zipf(30_000, 0.9, 4);
        LongSupplier second = zipf(30_000, 0.7, 5);
        int[] n = {0};
        Replay replay = played(() -> n[0]++ < 150_000 ? first.getAsLong() : 500_000 + second.getAsLong(), 300_000, 0);
        assertTrue(replay.error() <= BOUND, "error " + replay.error());
    }

    @Test
    void expiredKeysLeaveTheStack() {
        Replay replay = played(zipf(20_000, 0.8, 6), 200_000, 20);
        assertTrue(replay.error() <= BOUND, "error " + replay.error());
        assertTrue(replay.curve().attainable() < 0.8, "expiry bounds what memory can do");
    }

    @Test
    void hasPointsFromOneToTheKeysSeen() {
        Replay replay = played(zipf(60_000, 0.6, 7), 200_000, 0);
        MissRatioCurve curve = replay.curve();
        int n = curve.sizes().length;
        assertTrue(n >= 100);
        assertEquals(1, curve.sizes()[0]);
        assertTrue(curve.sizes()[n - 1] >= replay.exact.keys());
        for (int i = 1; i < n; i++) {
            assertTrue(curve.sizes()[i] > curve.sizes()[i - 1]);
            assertTrue(curve.missRatio()[i] <= curve.missRatio()[i - 1]);
            assertTrue(curve.bytes()[i] >= curve.bytes()[i - 1]);
            assertTrue(curve.low()[i] <= curve.missRatio()[i] && curve.missRatio()[i] <= curve.high()[i]);
        }
        assertEquals(1000.0 * curve.sizes()[100], curve.bytes()[100], 100.0 * curve.sizes()[100]);
    }

    @Test
    void bandHoldsTheExactCurve() {
        int inside = 0;
        int points = 0;
        for (int seed = 10; seed < 16; seed++) {
            Replay replay = played(zipf(50_000, 0.9, seed), 150_000, 0);
            MissRatioCurve curve = replay.curve();
            for (int i = 0; i < curve.sizes().length; i++, points++) {
                double exact = replay.exact.missRatio(curve.sizes()[i]);
                inside += curve.low()[i] - 1e-4 <= exact && exact <= curve.high()[i] + 1e-4 ? 1 : 0;
            }
        }
        assertTrue(inside >= 0.93 * points, inside + " of " + points);
    }

    @Test
    void goesOnAfterARestartAsIfThereHadBeenNone() {
        LongSupplier keys = zipf(40_000, 0.9, 8);
        Replay replay = played(keys, 100_000, 0);
        MissRatioCurve before = replay.curve();
        MissRatioCurve after =
                ProfileCodec.read(ProfileCodec.write(replay.profile)).curve();
        assertFalse(after == null);
        assertTrue(Arrays.equals(before.sizes(), after.sizes()));
        for (int i = 0; i < before.sizes().length; i++) {
            assertEquals(before.missRatio()[i], after.missRatio()[i], 1e-9);
        }
    }

    static Replay played(LongSupplier keys, int reads, int ttlSeconds) {
        Replay replay = new Replay(ttlSeconds);
        for (int i = 0; i < reads; i++) {
            replay.read(keys.getAsLong());
        }
        return replay;
    }

    /** Ids 0 to n-1, the i-th with weight 1/(i+1)^s. */
    static LongSupplier zipf(int n, double s, long seed) {
        double[] cumulative = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.pow(i + 1, -s);
            cumulative[i] = sum;
        }
        double total = sum;
        Random random = new Random(seed);
        long salt = seed * 10_000_000;
        return () -> {
            int at = Arrays.binarySearch(cumulative, random.nextDouble() * total);
            return salt + (at < 0 ? ~at : at);
        };
    }
}
