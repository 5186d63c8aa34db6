package dev.terrace.gateway.cache.lease;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;

/** What came of asking for a lease. */
public sealed interface Taken {
    /**
     * It is the asker's.
     *
     * @param key what may be loaded
     * @param number rises within the epoch of {@code asOf}
     * @param asOf the log's last position at that moment: a load that begins now contains everything up to there
     * @param again a lease of this key was released just now, so a shared tier may have it
     */
    record Won(CacheKey key, long number, Position asOf, boolean again) implements Taken {}

    /** Another has it, for so long if it does not renew it. */
    record Held(long leftMs) implements Taken {}

    /** Nobody can tell: the store is away, or of another epoch. */
    record Unreachable() implements Taken {
        /** The one value. */
        public static final Unreachable NOW = new Unreachable();
    }
}
