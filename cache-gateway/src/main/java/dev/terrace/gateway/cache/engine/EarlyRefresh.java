package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Time;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When a fresh entry is loaded anew: XFetch (Vattani, Chierichetti, Lowenstein, "Optimal Probabilistic Cache Stampede Prevention", VLDB'15)
 * with beta 1. A hit begins a refresh when {@code -delta * ln(U) >= time left}, delta being what loading costs. The chance of that is
 * {@code exp(-left / delta)}: beyond 40 delta it is below 1e-17 and not drawn for, so a hit costs one division and a comparison.
 */
final class EarlyRefresh {
    private static final long FAR = 40;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long LEAST_NANOS = 250_000_000L;

    private final Time time;
    private final AtomicLong state;
    private final Recent tried = new Recent();

    EarlyRefresh(Time time, long seed) {
        this.time = time;
        this.state = new AtomicLong(seed);
    }

    /** Whether a hit on that fresh entry is to begin a refresh. Entries that a caller wrote have no cost, and none. */
    boolean due(Entry entry, long nowMs) {
        long delta = entry.loadCostMicros();
        long leftMs = entry.expiresMs() - nowMs;
        return leftMs <= delta * FAR / 1000 && delta > 0 && -delta * Math.log(drawn()) >= leftMs * 1000.0;
    }

    /** In (0, 1], by SplitMix64 (Steele, Lea, Flood, OOPSLA'14). */
    private double drawn() {
        long z = state.addAndGet(GOLDEN);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (((z ^ (z >>> 31)) >>> 11) + 1) * 0x1.0p-53;
    }

    /** At most one try a key within what loading costs, and within a quarter of a second. */
    boolean first(CacheKey key, Entry entry) {
        long span = Math.max(entry.loadCostMicros() * 1000, LEAST_NANOS);
        return tried.first(key.hash(), time.nanos(), span);
    }
}
