package dev.terrace.monitoring.history;

import dev.terrace.events.CacheWindow.TierWindow;

/** Counts of a tier, added over nodes, caches and time. Fields as in {@link TierWindow}. */
public record TierTotals(
        long hits, long misses, long errors, long stores, long refused, long evictions, long earlyEvictions) {
    /** Nothing happened. */
    public static final TierTotals NONE = new TierTotals(0, 0, 0, 0, 0, 0, 0);

    static TierTotals of(TierWindow w) {
        return new TierTotals(
                w.hits(), w.misses(), w.errors(), w.stores(), w.refused(), w.evictions(), w.earlyEvictions());
    }

    /** Both together. */
    public TierTotals plus(TierTotals o) {
        return new TierTotals(
                hits + o.hits,
                misses + o.misses,
                errors + o.errors,
                stores + o.stores,
                refused + o.refused,
                evictions + o.evictions,
                earlyEvictions + o.earlyEvictions);
    }

    /** Finds; failed ones are misses too. */
    public long finds() {
        return hits + misses;
    }
}
