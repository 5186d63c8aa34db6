package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.TierName;
import org.jspecify.annotations.Nullable;

/**
 * A kind of call that a node makes.
 *
 * @param tier which is asked, null for the origin
 */
record Spot(@Nullable TierName tier, Call call) {
    /** What is asked. */
    enum Call {
        FIND,
        TICKET,
        STORE,
        REMOVE,
        FETCH,
        WRITE
    }

    static final Spot FETCH = new Spot(null, Call.FETCH);
    static final Spot WRITE = new Spot(null, Call.WRITE);
}
