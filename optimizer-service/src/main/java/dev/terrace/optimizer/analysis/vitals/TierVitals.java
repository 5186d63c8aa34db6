package dev.terrace.optimizer.analysis.vitals;

import org.jspecify.annotations.Nullable;

/**
 * Sums of one tier over a span.
 *
 * @param tier memory, redis, ...
 * @param hits finds that gave an entry
 * @param misses finds that gave none
 * @param errors calls that failed
 * @param evictions entries dropped to stay within the bound
 * @param earlyEvictions of these, asked for again within their TTL
 * @param entries resident entries at the end, -1 unknown
 * @param bytes resident bytes at the end, -1 unknown
 * @param maxBytes bound in bytes at the end, -1 none
 * @param latency call latencies, null when nothing was recorded lately
 */
public record TierVitals(
        String tier,
        long hits,
        long misses,
        long errors,
        long evictions,
        long earlyEvictions,
        long entries,
        long bytes,
        long maxBytes,
        @Nullable Quantiles latency) {}
