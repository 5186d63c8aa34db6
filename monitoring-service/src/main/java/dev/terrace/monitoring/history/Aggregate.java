package dev.terrace.monitoring.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What happened in a span over all nodes: sums of counts and merged histograms, never averages of averages.
 *
 * @param windows windows it was made of, at least 1: a span without any is a gap and has no Aggregate
 * @param totals counts of requests
 * @param latencies of requests
 * @param tiers by name, fastest first
 */
public record Aggregate(int windows, Totals totals, Latencies latencies, Map<String, TierAggregate> tiers) {
    /** Another cache in the same span. */
    public Aggregate plus(Aggregate other) {
        return merged(other, TierAggregate::plus);
    }

    /** The same cache in a later span. */
    public Aggregate then(Aggregate later) {
        return merged(later, TierAggregate::then);
    }

    private Aggregate merged(Aggregate other, BinaryOperator<TierAggregate> merge) {
        Map<String, TierAggregate> all = new LinkedHashMap<>(tiers);
        other.tiers.forEach((name, tier) -> all.merge(name, tier, merge));
        return new Aggregate(windows + other.windows, totals.plus(other.totals), latencies.plus(other.latencies), all);
    }
}
