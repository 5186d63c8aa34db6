package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierName;
import org.jspecify.annotations.Nullable;

/** What came from a source. */
sealed interface Loaded {
    /** Nobody has it. */
    Loaded NOTHING = new Nothing();

    /**
     * An entry, its asOf being the position before its source was asked.
     *
     * @param tier where it was found, null when the origin was asked
     * @param stale it is past its TTL
     * @param storable it may be kept in the tiers above
     */
    record Value(Entry entry, @Nullable TierName tier, boolean stale, boolean storable) implements Loaded {}

    /** There is no such thing. */
    record Nothing() implements Loaded {}

    /** It cannot be said. */
    record Failed(Refusal why, String detail) implements Loaded {}
}
