package dev.terrace.gateway.cache;

/**
 * A tier's state now.
 *
 * @param tier the tier
 * @param entries resident entries, -1 when it cannot tell
 * @param bytes resident bytes, -1 when it cannot tell
 * @param maxBytes its bound, -1 without one
 * @param deadEntries invalid entries whose space is not yet returned, -1 when it cannot tell
 * @param evictions entries dropped to stay within the bound, since start
 * @param earlyEvictions of these, asked for again while they would have been fresh; 0 where the tier cannot tell
 * @param breaker closed, open or half_open
 * @param poolInUse connections in use
 * @param poolWaiting requests that wait for one
 * @param poolMax connections at most, 0 for a tier without
 */
public record TierState(
        TierName tier,
        long entries,
        long bytes,
        long maxBytes,
        long deadEntries,
        long evictions,
        long earlyEvictions,
        String breaker,
        int poolInUse,
        int poolWaiting,
        int poolMax) {

    /** Of a tier that cannot tell which evictions came too early. */
    public TierState(
            TierName tier,
            long entries,
            long bytes,
            long maxBytes,
            long deadEntries,
            long evictions,
            String breaker,
            int poolInUse,
            int poolWaiting,
            int poolMax) {
        this(tier, entries, bytes, maxBytes, deadEntries, evictions, 0, breaker, poolInUse, poolWaiting, poolMax);
    }
}
