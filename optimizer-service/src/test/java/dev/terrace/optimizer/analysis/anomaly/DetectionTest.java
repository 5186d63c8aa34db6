package dev.terrace.optimizer.analysis.anomaly;

import static dev.terrace.optimizer.analysis.anomaly.GeneratedWindows.LENGTH;
import static dev.terrace.optimizer.analysis.anomaly.GeneratedWindows.START;
import static dev.terrace.optimizer.analysis.anomaly.GeneratedWindows.WEEK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.optimizer.analysis.anomaly.GeneratedWindows.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is promised, on generated weeks: at most one false alarm a week, and every fault within three windows. */
class DetectionTest {
    private static final int SEEDS = 12;
    private static final Map<Fault, Set<String>> SIGNS = Map.of(
            Fault.HIT_RATIO_DROP, Set.of("hit_ratio down", "origin_calls up"),
            Fault.LOAD_DOUBLED, Set.of("load up", "origin_calls up", "evictions up"),
            Fault.LOAD_GONE, Set.of("load down", "origin_calls down", "evictions down"),
            Fault.P99_TRIPLED, Set.of("p99_ms up"),
            Fault.ERROR_BURST, Set.of("errors up"),
            Fault.EVICTION_STORM, Set.of("evictions up"));

    @Test
    void ordinaryWeeksGiveAtMostOneFalseAlarmEach() {
        int weeks = 2 * SEEDS;
        int alarms = 0;
        for (int seed = 1; seed <= weeks; seed++) {
            List<Anomaly> found =
                    Detection.in(GeneratedWindows.ordinary(2 * WEEK, seed).windows(), 1);
            alarms += (int) found.stream()
                    .filter(a -> within(a.foundAt(), WEEK, 2 * WEEK))
                    .count();
        }
        assertTrue(alarms <= weeks, alarms + " false alarms in " + weeks + " weeks, each after one to learn from");
    }

    @Test
    void findsEveryFaultWithinThreeWindows() {
        int begins = 0;
        for (Fault fault : Fault.values()) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                int from = WEEK + (int) (seed * 0.618034 % 1.0 * (WEEK - 100));
                GeneratedWindows windows = GeneratedWindows.ordinary(2 * WEEK, 1_000 + seed);
                List<Anomaly> found = Detection.in(windows.with(fault, from).windows(), 1);
                Anomaly anomaly = found.stream()
                        .filter(a -> within(a.foundAt(), from + 1, from + 3))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(fault + " not found in " + found));
                String sign = anomaly.metric() + " " + anomaly.direction();
                assertTrue(SIGNS.getOrDefault(fault, Set.of()).contains(sign), fault + " taken for " + sign);
                begins += within(anomaly.at(), from - 1, from + 1) ? 1 : 0;
                assertTrue(anomaly.magnitude() > 2.5);
                assertEquals(anomaly.direction().equals("up"), anomaly.observed() > anomaly.expected());
            }
        }
        int all = SEEDS * Fault.values().length;
        assertTrue(begins >= 0.9 * all, begins + " of " + all + " begins within a window");
    }

    @Test
    void saysByHowMuch() {
        GeneratedWindows windows = GeneratedWindows.ordinary(2 * WEEK, 77);
        Windows faulty = windows.with(Fault.P99_TRIPLED, WEEK + 500).windows();
        Anomaly anomaly = Detection.in(faulty, 1).stream()
                .filter(a -> a.metric().equals("p99_ms"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, anomaly.observed() / anomaly.expected(), 0.6);
        assertTrue(within(anomaly.until(), WEEK + 510, WEEK + 514), "until " + anomaly.until());
    }

    @Test
    void isAFunctionOfWindowsAndSeed() {
        Windows windows = GeneratedWindows.ordinary(2 * WEEK, 5)
                .with(Fault.ERROR_BURST, WEEK)
                .windows();
        assertEquals(Detection.in(windows, 9), Detection.in(windows, 9));
    }

    @Test
    void saysNothingOfGapsOrOfADayAlone() {
        double[][] gaps = new double[Feature.values().length][2 * WEEK];
        for (double[] row : gaps) {
            Arrays.fill(row, Double.NaN);
        }
        assertEquals(List.of(), Detection.in(new Windows(START, LENGTH, gaps), 1));
        assertEquals(
                List.of(),
                Detection.in(
                        GeneratedWindows.ordinary(GeneratedWindows.DAY, 3)
                                .with(Fault.LOAD_GONE, 250)
                                .windows(),
                        1));
        assertEquals(List.of(), Detection.in(GeneratedWindows.ordinary(0, 3).windows(), 1));
    }

    private static boolean within(Instant at, int from, int to) {
        long window = Duration.between(START, at).dividedBy(LENGTH);
        return from <= window && window <= to;
    }
}
