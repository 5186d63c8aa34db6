package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes of a cache that were acknowledged and are not carried out yet, or were given up. */
public interface Backlog {
    /** None, for caches whose writes are carried out before they are acknowledged. */
    Backlog NONE = new Backlog() {};

    /** Keys that wait to be flushed. */
    default long waiting() {
        return 0;
    }

    /** Writes that were given up and still answer reads of their keys. */
    default long deadLetters() {
        return 0;
    }

    /** Dead letters, the oldest place first. */
    default List<DeadLetter> dead() {
        return List.of();
    }

    /** Tries a dead letter again; empty when there is none of that id. Fails when the journal is away. */
    default Uni<Optional<DeadLetter>> replay(String id) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** Gives a dead letter up for good; empty when there is none of that id. Fails when the journal is away. */
    default Uni<Optional<DeadLetter>> discard(String id) {
        return Uni.createFrom().item(Optional.empty());
    }

    /**
     * A write that was given up.
     *
     * @param id its place in the journal
     * @param key what it was about
     * @param value what was to be written, null for a deletion
     * @param atMs Unix milliseconds of the write
     * @param reason why it was given up, for people
     * @param tries how often it was tried
     */
    record DeadLetter(String id, String key, @Nullable NewValue value, long atMs, String reason, int tries) {}
}
