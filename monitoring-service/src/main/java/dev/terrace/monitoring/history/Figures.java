package dev.terrace.monitoring.history;

import org.jspecify.annotations.Nullable;

/**
 * The figures people look at, derived from sums. Null where nothing was measured.
 *
 * @param hitRatio hits of reads, 0 to 1
 * @param errorRate failed of all, 0 to 1
 * @param requests how many there were
 * @param latencies of them
 * @param gauge what is held; of a cache as a whole its memory tier
 * @param evictions entries dropped to stay within the bound
 */
public record Figures(
        @Nullable Double hitRatio,
        @Nullable Double errorRate,
        long requests,
        Latencies latencies,
        Gauge gauge,
        long evictions) {

    /** Those of a cache as a whole. */
    public static Figures of(Aggregate span) {
        Totals totals = span.totals();
        TierAggregate memory = span.tiers().get("memory");
        return new Figures(
                share(totals.hits(), totals.reads()),
                share(totals.errors(), totals.requests()),
                totals.requests(),
                span.latencies(),
                memory == null ? Gauge.UNKNOWN : memory.gauge(),
                span.tiers().values().stream()
                        .mapToLong(tier -> tier.totals().evictions())
                        .sum());
    }

    /** Those of a tier. */
    public static Figures of(TierAggregate tier) {
        TierTotals totals = tier.totals();
        return new Figures(
                share(totals.hits(), totals.finds()),
                share(totals.errors(), totals.finds()),
                totals.finds(),
                tier.latencies(),
                tier.gauge(),
                totals.evictions());
    }

    /** A quantile in milliseconds. */
    public @Nullable Double quantileMs(double share) {
        return latencies.count() == 0 ? null : Double.valueOf(latencies.quantile(share) / 1000.0);
    }

    /** The mean in milliseconds. */
    public @Nullable Double meanMs() {
        return latencies.count() == 0 ? null : Double.valueOf(latencies.mean() / 1000.0);
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : Double.valueOf((double) part / whole);
    }
}
