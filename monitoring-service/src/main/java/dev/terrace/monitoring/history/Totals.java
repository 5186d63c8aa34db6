package dev.terrace.monitoring.history;

import dev.terrace.events.CacheWindow;

/** Counts of a cache's requests, added over nodes, caches and time. Fields as in {@link CacheWindow}. */
public record Totals(
        long hits,
        long misses,
        long staleHits,
        long writes,
        long removals,
        long errors,
        long originCalls,
        long originErrors,
        long bytesOut,
        long bytesIn) {
    /** Nothing happened. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Totals of(CacheWindow w) {
        return new Totals(
                w.hits(),
                w.misses(),
                w.staleHits(),
                w.writes(),
                w.removals(),
                w.errors(),
                w.originCalls(),
                w.originErrors(),
                w.bytesOut(),
                w.bytesIn());
    }

    /** Both together. */
    public Totals plus(Totals o) {
        return new Totals(
                hits + o.hits,
                misses + o.misses,
                staleHits + o.staleHits,
                writes + o.writes,
                removals + o.removals,
                errors + o.errors,
                originCalls + o.originCalls,
                originErrors + o.originErrors,
                bytesOut + o.bytesOut,
                bytesIn + o.bytesIn);
    }

    /** Reads that were answered, with a value or without. */
    public long reads() {
        return hits + misses;
    }

    /** All requests, those that failed included. */
    public long requests() {
        return hits + misses + writes + removals + errors;
    }
}
