package dev.terrace.gateway.cache;

import org.jspecify.annotations.Nullable;

/** Hears what happens in a cache. Called on the path of every request: must not block, allocate much or throw. */
public interface Observer {
    /**
     * A read was answered.
     *
     * @param key the key
     * @param tier where the value was; null when it was a miss or came from the origin
     * @param stale served although stale
     * @param bytes of the value, 0 on a miss
     * @param micros how long it took
     */
    void read(CacheKey key, @Nullable TierName tier, boolean stale, int bytes, long micros);

    /** A value was stored: by a caller, or ({@code fill}) after a load. */
    void stored(CacheKey key, int bytes, long ttlMs, boolean fill, long micros);

    /** A key was deleted or invalidated. */
    void removed(CacheKey key, long micros);

    /** A request failed. */
    void failed(CacheKey key, Refusal why, long micros);

    /** A tier was asked to find. */
    void found(TierName tier, TierAnswer.Outcome outcome, long micros);

    /** A tier stored ({@code true}) or refused by mark, floor or epoch ({@code false}). */
    void filled(TierName tier, boolean accepted);

    /** A value was larger than the tier takes and went past it; what the tier still held of the key was removed. */
    default void tooLarge(TierName tier) {}

    /** The origin was called. */
    void origin(boolean ok, long micros);
}
