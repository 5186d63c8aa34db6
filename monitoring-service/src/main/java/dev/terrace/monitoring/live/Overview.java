package dev.terrace.monitoring.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The suite at a moment, as it is on the wire. Null where nothing was measured. */
public record Overview(Overall overall, List<CacheState> caches) {
    /** All caches together. */
    public record Overall(
            @Nullable Double hitRatio,
            @Nullable Quantiles responseMs,
            @Nullable Double memoryUsedPercent,
            @Nullable Double errorRate,
            double throughput,
            long requests,
            @Nullable Integer healthScore,
            String status,
            List<HealthPart> healthParts) {}

    /** One cache. */
    public record CacheState(
            String cacheName,
            @Nullable Double hitRatio,
            @Nullable Quantiles responseMs,
            @Nullable Double memoryUsedPercent,
            @Nullable Double errorRate,
            double throughput,
            long requests,
            @Nullable Integer healthScore,
            String status,
            List<HealthPart> healthParts,
            List<TierState> tiers) {}

    /** One tier of a cache. */
    public record TierState(
            String tier,
            @Nullable Long entries,
            @Nullable Long bytes,
            @Nullable Long maxBytes,
            long hits,
            long misses,
            long errors,
            long evictions,
            @Nullable Double hitRatio,
            @Nullable Quantiles responseMs,
            double throughput,
            String breaker,
            @Nullable Integer healthScore,
            String status) {}

    /** Latencies in milliseconds. */
    public record Quantiles(double mean, double p50, double p95, double p99, double p999) {}

    /** A part of a health score. */
    public record HealthPart(String name, int score, double weight, String detail) {}
}
