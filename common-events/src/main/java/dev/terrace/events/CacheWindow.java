package dev.terrace.events;

import java.time.Instant;
import java.util.List;

/**
 * One node's exact counts for one cache over one window (a second by default). A cache without traffic sends a window every ten seconds,
 * so that silence and absence differ.
 *
 * @param node the gateway that counted
 * @param cacheName the cache
 * @param start begin of the window, UTC
 * @param seconds length of the window, whole seconds
 * @param hits reads answered from any tier, stale ones included
 * @param misses reads no tier could answer
 * @param staleHits those of {@code hits} that were served stale
 * @param writes values stored by callers
 * @param removals deletes and invalidations of single keys
 * @param errors requests that failed with a 5xx answer
 * @param originCalls calls to the origin
 * @param originErrors those that failed or timed out
 * @param bytesOut bytes of values sent to callers
 * @param bytesIn bytes of values taken from callers
 * @param latency request latencies in microseconds, see {@link Latency}
 * @param tiers the tiers of the cache, fastest first
 * @param variant arm of a trial, null outside one
 */
public record CacheWindow(
        String node,
        String cacheName,
        Instant start,
        int seconds,
        long hits,
        long misses,
        long staleHits,
        long writes,
        long removals,
        long errors,
        long originCalls,
        long originErrors,
        long bytesOut,
        long bytesIn,
        Latency latency,
        List<TierWindow> tiers,
        @org.jspecify.annotations.Nullable String variant)
        implements WindowEvent {
    @Override
    public String key() {
        return cacheName;
    }

    /**
     * One tier's part of a window.
     *
     * @param tier memory, redis, memcached, database or file_system
     * @param hits finds that gave a usable entry
     * @param misses finds that gave none
     * @param errors calls that failed or timed out; each is also a miss
     * @param stores entries stored
     * @param refused fills refused by a mark, floor or epoch
     * @param evictions entries the tier dropped to stay within its bound
     * @param earlyEvictions evicted keys that were asked for again within their TTL
     * @param entries resident entries, -1 when the tier cannot tell
     * @param bytes resident bytes, -1 when the tier cannot tell
     * @param maxBytes the tier's bound in bytes, -1 without one
     * @param breaker closed, open or half_open
     * @param latency the tier's call latencies in microseconds
     */
    public record TierWindow(
            String tier,
            long hits,
            long misses,
            long errors,
            long stores,
            long refused,
            long evictions,
            long earlyEvictions,
            long entries,
            long bytes,
            long maxBytes,
            String breaker,
            Latency latency) {}
}
