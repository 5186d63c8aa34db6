package dev.terrace.gateway.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a cache on this node as {@code configurations/{id}/stats/} shows them. Ratios and rates are null when nothing was asked.
 *
 * @param cacheName the cache
 * @param window the span of time, as asked ({@code 5m})
 * @param hits reads answered from a tier
 * @param misses reads no tier could answer
 * @param hitRatio hits of all reads, 0 to 1
 * @param throughput requests a second
 * @param errorRate failed requests of all, 0 to 1
 * @param memoryUsedPercent of the memory tier's bound, 0 to 100
 * @param responseMs request latencies, milliseconds
 * @param staleServed hits that were served stale
 * @param byTier every tier of the cache, fastest first
 * @param strategy what waits behind the strategy
 */
public record StatsView(
        String cacheName,
        String window,
        long hits,
        long misses,
        @Nullable Double hitRatio,
        double throughput,
        @Nullable Double errorRate,
        @Nullable Double memoryUsedPercent,
        Quantiles responseMs,
        long staleServed,
        List<Tier> byTier,
        Strategy strategy) {

    /** Milliseconds; null without data. */
    public record Quantiles(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double p999) {}

    /** One tier: residents now, and what it did within the window. {@code -1} where it cannot tell. */
    public record Tier(
            String tier,
            long entries,
            long bytes,
            long deadEntries,
            long hits,
            long misses,
            long errors,
            long evictions,
            Quantiles responseMs,
            String breaker,
            Pool pool) {}

    /** Connections of a tier. */
    public record Pool(int inUse, int waiting, int max) {}

    /** Writes not yet at the origin, and writes given up; always 0 where writes are synchronous. */
    public record Strategy(long backlog, long deadLetters) {}
}
