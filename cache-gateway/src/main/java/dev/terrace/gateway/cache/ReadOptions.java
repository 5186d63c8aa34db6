package dev.terrace.gateway.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a reader asks for beside the key.
 *
 * @param noCache go to the origin, or without one to the shared tiers
 * @param onlyIfCached never go to the origin
 * @param maxStaleMs accept an entry that has been stale for so long, 0 for what the cache allows
 * @param noEarlierThan see at least this, null when it does not matter
 */
public record ReadOptions(
        boolean noCache,
        boolean onlyIfCached,
        long maxStaleMs,
        @Nullable Position noEarlierThan) {
    /** Nothing special. */
    public static final ReadOptions PLAIN = new ReadOptions(false, false, 0, null);
}
