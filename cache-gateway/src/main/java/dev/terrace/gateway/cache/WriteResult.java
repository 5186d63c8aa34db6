package dev.terrace.gateway.cache;

import org.jspecify.annotations.Nullable;

/** What a write or delete came to. */
public sealed interface WriteResult {
    /**
     * Done and acknowledged.
     *
     * @param created there was nothing before
     * @param etag of the new value, null after a delete
     * @param ack what the acknowledgement promises
     * @param position of its mark, null when the log is away
     * @param count what an increment came to, null for other writes
     */
    record Done(
            boolean created,
            @Nullable String etag,
            Ack ack,
            @Nullable Position position,
            @Nullable Long count) implements WriteResult {
        /** Of a write that counted nothing. */
        public Done(boolean created, @Nullable String etag, Ack ack, @Nullable Position position) {
            this(created, etag, ack, position, null);
        }
    }

    /** The condition did not hold (412); nothing changed. */
    record ConditionFailed() implements WriteResult {}

    /** Not done; with {@link Refusal#ORIGIN_TIMEOUT} the outcome is unknown. */
    record Refused(Refusal why, String detail) implements WriteResult {}

    /** Class of an acknowledgement. */
    enum Ack {
        MEMORY,
        LOG,
        FSYNC,
        ORIGIN
    }
}
