package dev.terrace.gateway.warming;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to warm, checked.
 *
 * @param source where from
 * @param keys keys to load, or those of a given access log; empty for what the source knows
 * @param pattern glob over known keys; null for none
 * @param items values that the caller brings
 * @param most at most so many keys
 * @param ttlMs time to live of what the origin brings; null for the cache's own
 * @param ratePerSecond keys a second
 * @param concurrency keys at once
 */
public record WarmPlan(
        WarmSource source,
        List<String> keys,
        @Nullable String pattern,
        List<Warmth.Item> items,
        int most,
        @Nullable Long ttlMs,
        int ratePerSecond,
        int concurrency) {
    /** Keys of one job at most. */
    public static final int MOST = 100_000;

    /** Keys a second at most. */
    public static final int MOST_A_SECOND = 10_000;

    /** Keys at once at most. */
    public static final int MOST_AT_ONCE = 64;

    /** Unless said otherwise. */
    public static final int RATE = 500;

    /** Unless said otherwise. */
    public static final int CONCURRENCY = 8;

    /** How many keys it will be as far as is known before it begins. */
    int expected() {
        return Math.min(most, source == WarmSource.ENTRIES ? items.size() : keys.size());
    }
}
