package dev.terrace.optimizer.analysis.vitals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names what the counts show; says nothing where they are too few. */
public final class Bottlenecks {
    private static final long ENOUGH_READS = 1_000;
    private static final double EARLY_MEDIUM = 0.01;
    private static final double EARLY_HIGH = 0.05;
    private static final double ERRORS = 0.01;
    private static final double MUCH_TOO_LARGE = 1.5;

    private Bottlenecks() {}

    /**
     * What the curve adds to the counts.
     *
     * @param attainable hit ratio that no size exceeds
     * @param allBytes bytes that all keys take
     */
    public record Reach(double attainable, double allBytes) {}

    /** All that can be named. */
    public static List<Bottleneck> of(@Nullable Vitals vitals, @Nullable Reach reach) {
        List<Bottleneck> found = new ArrayList<>();
        if (vitals == null || vitals.reads() < ENOUGH_READS) {
            return found;
        }
        hitRatio(vitals, reach).ifPresent(found::add);
        for (TierVitals tier : vitals.tiers()) {
            evictions(vitals, tier).ifPresent(found::add);
            slow(tier).ifPresent(found::add);
            errors(tier).ifPresent(found::add);
            oversized(tier, reach).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Bottleneck> hitRatio(Vitals vitals, @Nullable Reach reach) {
        double ratio = (double) vitals.counts().hits() / vitals.reads();
        Grade grade = Grade.ofHitRatio(ratio);
        if (grade == Grade.FINE) {
            return Optional.empty();
        }
        if (reach == null) {
            return Optional.of(new Bottleneck(
                    "low_hit_ratio",
                    grade.wireName(),
                    Map.of("hit_ratio", ratio, "threshold", grade.hitRatioThreshold()),
                    "Too few reads are answered from the cache; there is not enough data yet to say why."));
        }
        boolean size = reach.attainable() - ratio > (1 - ratio) / 2;
        String cause = size
                ? format(
                        "With enough memory %.0f %% of the reads could be hits: keys leave before they are read again.",
                        100 * reach.attainable())
                : format(
                        "Memory alone would not help: at most %.0f %% of the reads can be hits, the others are first reads or expired.",
                        100 * reach.attainable());
        return Optional.of(new Bottleneck(
                "low_hit_ratio",
                grade.wireName(),
                Map.of(
                        "hit_ratio", ratio,
                        "threshold", grade.hitRatioThreshold(),
                        "attainable_hit_ratio", reach.attainable()),
                cause));
    }

    private static Optional<Bottleneck> evictions(Vitals vitals, TierVitals tier) {
        double early = (double) tier.earlyEvictions() / vitals.reads();
        if (early < EARLY_MEDIUM) {
            return Optional.empty();
        }
        return Optional.of(new Bottleneck(
                "eviction_pressure",
                early >= EARLY_HIGH ? "high" : "medium",
                Map.of(
                        "tier", tier.tier(),
                        "early_evictions", tier.earlyEvictions(),
                        "evictions", tier.evictions(),
                        "early_evictions_per_read", early),
                "The " + tier.tier() + " tier drops entries that are asked for again before they expire."));
    }

    private static Optional<Bottleneck> slow(TierVitals tier) {
        Quantiles latency = tier.latency();
        if (latency == null || Grade.ofResponse(latency.p95()) == Grade.FINE) {
            return Optional.empty();
        }
        Grade grade = Grade.ofResponse(latency.p95());
        return Optional.of(new Bottleneck(
                "slow_tier",
                grade.wireName(),
                Map.of("tier", tier.tier(), "p95_ms", latency.p95(), "threshold_ms", grade.responseThreshold()),
                "One in twenty calls to the " + tier.tier() + " tier takes longer than "
                        + format("%.0f ms.", grade.responseThreshold())));
    }

    private static Optional<Bottleneck> errors(TierVitals tier) {
        long calls = tier.hits() + tier.misses();
        double rate = calls == 0 ? 0 : (double) tier.errors() / calls;
        if (rate < ERRORS) {
            return Optional.empty();
        }
        return Optional.of(new Bottleneck(
                "tier_errors",
                Grade.ofErrorRate(rate).wireName(),
                Map.of("tier", tier.tier(), "errors", tier.errors(), "error_rate", rate),
                "Calls to the " + tier.tier() + " tier fail or time out; each counts as a miss."));
    }

    private static Optional<Bottleneck> oversized(TierVitals tier, @Nullable Reach reach) {
        if (reach == null || reach.allBytes() <= 0 || !tier.tier().equals("memory")) {
            return Optional.empty();
        }
        if (tier.maxBytes() <= MUCH_TOO_LARGE * reach.allBytes() || tier.evictions() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Bottleneck(
                "oversized",
                "low",
                Map.of(
                        "tier",
                        tier.tier(),
                        "max_bytes",
                        tier.maxBytes(),
                        "bytes_of_all_keys",
                        Math.round(reach.allBytes())),
                "All keys that were seen take less than the memory that is set aside."));
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
