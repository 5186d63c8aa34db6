package dev.terrace.optimizer.analysis.vitals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BottlenecksTest {
    @Test
    void namesNothingOfAWellCache() {
        assertEquals(List.of(), Bottlenecks.of(vitals(900, 100, tier(0, 0, 2)), new Bottlenecks.Reach(0.95, 1e6)));
        assertEquals("healthy", health(vitals(900, 100, tier(0, 0, 2))).status());
    }

    @Test
    void tellsMissesThatMemoryWouldSaveFromThoseItWouldNot() {
        Vitals bad = vitals(400, 600, tier(0, 0, 2));
        Bottleneck saved = Bottlenecks.of(bad, new Bottlenecks.Reach(0.9, 1e6)).getFirst();
        assertEquals("low_hit_ratio", saved.kind());
        assertEquals("critical", saved.severity());
        assertTrue(saved.cause().startsWith("With enough memory 90 %"));
        Bottleneck lost = Bottlenecks.of(bad, new Bottlenecks.Reach(0.45, 1e6)).getFirst();
        assertTrue(lost.cause().startsWith("Memory alone would not help"));
        assertEquals("unhealthy", health(bad).status());
    }

    @Test
    void namesEvictionPressureErrorsAndSlowTiers() {
        List<Bottleneck> found = Bottlenecks.of(vitals(900, 100, tier(80, 30, 120)), null);
        assertEquals(
                List.of("eviction_pressure", "slow_tier", "tier_errors"),
                found.stream().map(Bottleneck::kind).toList());
        assertEquals("high", found.getFirst().severity());
        assertEquals("degraded", health(vitals(900, 100, tier(80, 30, 120))).status());
    }

    @Test
    void namesMemoryThatNothingNeeds() {
        List<Bottleneck> found = Bottlenecks.of(vitals(900, 100, tier(0, 0, 2)), new Bottlenecks.Reach(0.95, 1e3));
        assertEquals(List.of("oversized"), found.stream().map(Bottleneck::kind).toList());
    }

    @Test
    void saysNothingOfTooFewReads() {
        assertEquals(List.of(), Bottlenecks.of(vitals(1, 900, tier(0, 0, 2)), null));
        assertEquals(
                "no_data",
                health(vitals(1, 4, tier(0, 0, 2))).checks().getFirst().status());
    }

    private static Health health(Vitals vitals) {
        return Health.of(List.of(new Health.Subject("shop", vitals)));
    }

    private static TierVitals tier(long early, long errors, double p95) {
        return new TierVitals(
                "memory", 900, 100, errors, early, early, 10, 990_000, 1_000_000, new Quantiles(1, p95, 200, 300));
    }

    private static Vitals vitals(long hits, long misses, TierVitals tier) {
        Vitals.Counts counts = new Vitals.Counts(hits, misses, 0, 0, 0, 0, 0, 0, 0);
        return new Vitals(Instant.EPOCH, Instant.EPOCH, 60, counts, new Quantiles(1, 2, 3, 4), List.of(tier));
    }
}
