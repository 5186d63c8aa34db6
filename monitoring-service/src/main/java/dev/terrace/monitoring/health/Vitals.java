package dev.terrace.monitoring.health;

import org.jspecify.annotations.Nullable;

/**
 * What health is judged by. Null where nothing was measured.
 *
 * @param requests in the span
 * @param hitRatio 0 to 1
 * @param responseMs mean, milliseconds
 * @param errorRate 0 to 1
 * @param memoryUsedPercent 0 to 100
 * @param earlyEvictionRatio evicted keys asked for again within their TTL, of reads, 0 to 1
 * @param tiersDown tiers that are cut off by their breaker
 */
public record Vitals(
        long requests,
        @Nullable Double hitRatio,
        @Nullable Double responseMs,
        @Nullable Double errorRate,
        @Nullable Double memoryUsedPercent,
        double earlyEvictionRatio,
        int tiersDown) {}
