package dev.terrace.monitoring.history;

import dev.terrace.events.CacheWindow;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One second of one cache: what each node said of it, counted once. */
final class Slot {
    final long second;
    private final Set<String> counted = new HashSet<>(4);
    private Totals totals = Totals.NONE;
    private Latencies latencies = Latencies.NONE;
    private final Map<String, TierCounts> tiers = new LinkedHashMap<>();

    private static final class TierCounts {
        TierTotals totals = TierTotals.NONE;
        Latencies latencies = Latencies.NONE;
        final Map<String, Gauge> gauges = new LinkedHashMap<>(4);
    }

    Slot(long second) {
        this.second = second;
    }

    boolean add(CacheWindow window) {
        if (!counted.add(window.node() + '\n' + window.variant())) {
            return false;
        }
        totals = totals.plus(Totals.of(window));
        latencies = latencies.plus(LatencyCodec.fromEvent(window.latency().histogram()));
        for (CacheWindow.TierWindow w : window.tiers()) {
            TierCounts tier = tiers.computeIfAbsent(w.tier(), name -> new TierCounts());
            tier.totals = tier.totals.plus(TierTotals.of(w));
            tier.latencies =
                    tier.latencies.plus(LatencyCodec.fromEvent(w.latency().histogram()));
            tier.gauges.put(window.node(), new Gauge(w.entries(), w.bytes(), w.maxBytes(), w.breaker()));
        }
        return true;
    }

    /** Adds slots of one cache in the order of time. */
    static final class Sum {
        private int windows;
        private Totals totals = Totals.NONE;
        private Latencies latencies = Latencies.NONE;
        private final Map<String, TierCounts> tiers = new LinkedHashMap<>();

        void add(Slot slot) {
            windows += Math.max(1, slot.counted.size());
            totals = totals.plus(slot.totals);
            latencies = latencies.plus(slot.latencies);
            slot.tiers.forEach((name, counts) -> {
                TierCounts tier = tiers.computeIfAbsent(name, n -> new TierCounts());
                tier.totals = tier.totals.plus(counts.totals);
                tier.latencies = tier.latencies.plus(counts.latencies);
                tier.gauges.putAll(counts.gauges);
            });
        }

        boolean isGap() {
            return windows == 0;
        }

        Aggregate result() {
            Map<String, TierAggregate> done = new LinkedHashMap<>();
            tiers.forEach((name, tier) -> done.put(
                    name,
                    new TierAggregate(
                            tier.totals,
                            tier.latencies,
                            tier.gauges.values().stream()
                                    .reduce((a, b) -> a.beside(b, name))
                                    .orElse(Gauge.UNKNOWN))));
            return new Aggregate(windows, totals, latencies, done);
        }
    }
}
