package dev.terrace.monitoring.history;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Figures of every cache, step by step. Filled from rollups first and from memory after; what no one filled stays a gap. */
public final class Timeline {
    private final Span span;
    private final Map<String, TreeMap<Long, Aggregate>> caches = new TreeMap<>();

    public Timeline(Span span) {
        this.span = span;
    }

    /** The stretch and its steps. */
    public Span span() {
        return span;
    }

    /** Adds a kept bucket; those of one cache in the order of time. */
    public void add(Bucket bucket) {
        caches.computeIfAbsent(bucket.cacheName(), name -> new TreeMap<>())
                .merge(span.stepOf(bucket.start()), bucket.figures(), Aggregate::then);
    }

    /** Fills the steps from that second on out of memory. */
    public void add(Recent recent, long from, Predicate<String> wanted) {
        for (String cache : recent.caches()) {
            if (!wanted.test(cache)) {
                continue;
            }
            for (long start = Math.max(span.from(), from); start < span.to(); start += span.step()) {
                long begin = start;
                recent.over(cache, start, start + span.step())
                        .ifPresent(figures -> caches.computeIfAbsent(cache, name -> new TreeMap<>())
                                .put(begin, figures));
            }
        }
    }

    /** Caches with figures, by name. */
    public Map<String, TreeMap<Long, Aggregate>> caches() {
        return caches;
    }

    /** All caches together. */
    public TreeMap<Long, Aggregate> overall() {
        TreeMap<Long, Aggregate> sum = new TreeMap<>();
        caches.values().forEach(of -> of.forEach((start, figures) -> sum.merge(start, figures, Aggregate::plus)));
        return sum;
    }

    /** One value a step, null in gaps: of the whole, or of a tier. */
    public @Nullable Double[] values(Map<Long, Aggregate> of, @Nullable String tier, Metric metric) {
        @Nullable Double[] values = new Double[(int) span.steps()];
        for (int i = 0; i < values.length; i++) {
            Aggregate figures = of.get(span.from() + i * span.step());
            if (figures == null) {
                continue;
            }
            TierAggregate part = tier == null ? null : figures.tiers().get(tier);
            if (tier == null) {
                values[i] = metric.of(Figures.of(figures), span.step());
            } else if (part != null) {
                values[i] = metric.of(Figures.of(part), span.step());
            }
        }
        return values;
    }
}
