package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;

/**
 * A tier that can hold the record of a cache without origin. Epochs, floors and generations of the log never invalidate a record; only its
 * owner's writes and deletes do. Each call is one atomic step in the store.
 */
public interface RecordTier extends CacheTier {
    /** Writes the record if the condition holds and nothing written with a later {@code entry.asOf()} is there. */
    Uni<Outcome> write(CacheKey key, Entry entry, Condition condition);

    /** Deletes the record if the condition holds. A later write of an older position does not bring it back. */
    Uni<Outcome> delete(CacheKey key, Condition condition, Position position);

    /** Deletes all records that the selector covers and that are older than the position; how many. */
    Uni<Long> deleteAll(Selector selector, Position position);

    /** How many records the selector covers, -1 when that cannot be told cheaply. */
    Uni<Long> count(Selector selector);

    /** What an acknowledgement of this record promises. */
    WriteResult.Ack ack();

    /** What came of a write or delete. */
    enum Outcome {
        CREATED,
        REPLACED,
        /** Deleted, or there was nothing. */
        GONE,
        CONDITION_FAILED,
        /** A later write is there; this one counts as done before it. */
        SUPERSEDED,
        /** Larger than the tier takes; nothing changed. */
        TOO_LARGE
    }
}
