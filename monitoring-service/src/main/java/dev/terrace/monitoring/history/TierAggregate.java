package dev.terrace.monitoring.history;

/** One tier over a span. */
public record TierAggregate(TierTotals totals, Latencies latencies, Gauge gauge) {
    TierAggregate plus(TierAggregate other) {
        return new TierAggregate(totals.plus(other.totals), latencies.plus(other.latencies), gauge.plus(other.gauge));
    }

    /** The same tier in a later span. */
    TierAggregate then(TierAggregate later) {
        return new TierAggregate(totals.plus(later.totals), latencies.plus(later.latencies), later.gauge);
    }
}
