package dev.terrace.optimizer.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.optimizer.advice.CacheFacts.Accesses;
import dev.terrace.optimizer.analysis.curve.MissRatioCurve;
import dev.terrace.optimizer.analysis.simulate.PolicyCurves;
import dev.terrace.optimizer.analysis.vitals.TierVitals;
import dev.terrace.optimizer.analysis.vitals.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A curve that falls evenly from 1 to 0.2 over 1 to 10,001 objects of 1 KiB: 90 % of the hits are had at 9,001 objects, 8.8 MB. */
class SizeAdvisorTest {
    private final SizeAdvisor advisor = new SizeAdvisor(3_000);

    @Test
    void recommendsTheKneeWhenThereIsTooLittleMemory() {
        Recommendation advice = advisor.advise(facts(2.0, 100_000, null)).orElseThrow();
        assertEquals(9_001, advice.objects(), 10);
        assertEquals(8.8, advice.change().get("memory_max_mb").to(), 0.11);
        assertEquals(0.72, advice.predicted().get("hit_ratio").value(), 0.005);
        assertTrue(advice.impactScore() > 50, "saves most of the misses that can be saved: " + advice.impactScore());
        assertTrue(advice.title().startsWith("Use "));
    }

    @Test
    void recommendsLessWhenThereIsTooMuch() {
        Recommendation advice = advisor.advise(facts(64.0, 100_000, null)).orElseThrow();
        assertEquals(8.8, advice.change().get("memory_max_mb").to(), 0.11);
        assertTrue(advice.impactScore() <= 50);
        assertTrue(advice.risk().contains("8.0 %"), advice.risk());
    }

    @Test
    void saysNothingWhenTheSizeIsRight() {
        assertEquals(Optional.empty(), advisor.advise(facts(9.2, 100_000, null)));
        assertEquals(Optional.empty(), advisor.notYet(facts(9.2, 100_000, null)));
    }

    @Test
    void saysNothingWithoutAMemoryTierOrEnoughReads() {
        assertEquals(Optional.empty(), advisor.advise(facts(0.0, 100_000, null)));
        assertEquals(Optional.empty(), advisor.advise(facts(64.0, 2_999, null)));
        assertTrue(advisor.notYet(facts(64.0, 2_999, null)).orElseThrow().contains("2999 of 3000"));
    }

    @Test
    void countsWhatTheTierAddsToEachEntry() {
        TierVitals memory = new TierVitals("memory", 0, 0, 0, 0, 0, 1_000, 2_048_000, 1 << 26, null);
        Recommendation advice = advisor.advise(facts(64.0, 100_000, memory)).orElseThrow();
        assertEquals(17.6, advice.change().get("memory_max_mb").to(), 0.11);
    }

    private static CacheFacts facts(double memoryMaxMb, long reads, @Nullable TierVitals memory) {
        int n = 201;
        long[] sizes = new long[n];
        double[] bytes = new double[n];
        double[] ratios = new double[n];
        for (int i = 0; i < n; i++) {
            sizes[i] = 1 + 50L * i;
            bytes[i] = 1024.0 * sizes[i];
            ratios[i] = 1 - 0.8 * i / (n - 1);
        }
        MissRatioCurve curve = new MissRatioCurve(sizes, bytes, ratios, ratios, ratios, List.of());
        Vitals.Counts none = new Vitals.Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);
        Vitals vitals =
                memory == null ? null : new Vitals(Instant.EPOCH, Instant.EPOCH, 60, none, null, List.of(memory));
        return new CacheFacts(
                "shop",
                memoryMaxMb,
                new Accesses(curve, reads, reads, 10_000, 1, 1024, PolicyCurves.NONE, null),
                vitals);
    }
}
