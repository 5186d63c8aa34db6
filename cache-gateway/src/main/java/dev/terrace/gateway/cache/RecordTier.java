package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * A tier that can hold the record of a cache without origin. Epochs, floors and generations of the log never invalidate a record; only its
 * owner's writes and deletes do. Each call is one atomic step in the store.
 */
public interface RecordTier extends CacheTier {
    /** Writes the record if the condition holds and nothing written with a later {@code entry.asOf()} is there. */
    Uni<Outcome> write(CacheKey key, Entry entry, Condition condition);

    /** Deletes the record if the condition holds. A later write of an older position does not bring it back. */
    Uni<Outcome> delete(CacheKey key, Condition condition, Position position);

    /** Whether {@link #swap} can be had. */
    default boolean counts() {
        return false;
    }

    /**
     * Puts {@code next} in the place of {@code seen} (null: nothing, or nothing fresh) if that is what is there, and with it remembers the
     * count under the increment's name; one atomic step. Where the name is remembered already, nothing is done and that is the answer.
     */
    default Uni<Swapped> swap(CacheKey key, @Nullable Entry seen, Entry next, Increment increment, long count) {
        return Uni.createFrom().failure(new UnsupportedOperationException("no swap here"));
    }

    /** The count remembered under the increment's name, {@link Swapped.Changed} when none is. */
    default Uni<Swapped> remembered(CacheKey key, Increment increment) {
        return Uni.createFrom().item(new Swapped.Changed());
    }

    /** Result of a swap. */
    sealed interface Swapped {
        /** Done. */
        record Done(boolean created) implements Swapped {}

        /** Something else is there by now. */
        record Changed() implements Swapped {}

        /** An earlier request of that name came to this. */
        record Remembered(long count) implements Swapped {}

        /** A deletion with a later position is there: to be done again as a new write. */
        record Overtaken() implements Swapped {}

        /** An earlier request of that name asked for something else. */
        record Otherwise() implements Swapped {}
    }

    /** Deletes all records that the selector covers and that are older than the position; how many. */
    Uni<Long> deleteAll(Selector selector, Position position);

    /** How many records the selector covers, -1 when that cannot be told cheaply. */
    Uni<Long> count(Selector selector);

    /** Where values lie that are too large to be held; null when it has no such place. */
    default @Nullable Blobs blobs() {
        return null;
    }

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
        /**
         * A later write is there, and this one cannot count as done before it: it has a condition that was not asked of what was there then,
         * or the later one was decided by what was there (a condition, an increment). It has to be done again as a new write.
         */
        OVERTAKEN,
        /** Larger than the tier takes; nothing changed. */
        TOO_LARGE
    }
}
