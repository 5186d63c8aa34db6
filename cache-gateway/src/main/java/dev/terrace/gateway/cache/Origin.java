package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * The system of record behind a cache. Failures are results, never failed Unis; time limits are its own (hard timeout), so every call
 * completes. A call that has timed out may still take effect later.
 */
public interface Origin {
    /** Whether writes and deletes go there. */
    boolean writable();

    /** Whether it decides conditions itself, in one atomic step. */
    boolean conditional();

    /** After which a reader with a stale value in hand does not wait any longer, milliseconds. */
    long softTimeoutMs();

    /** After which a call has failed, milliseconds. */
    long hardTimeoutMs();

    /** What it holds. */
    Uni<Fetched> fetch(CacheKey key);

    /** Writes the value. */
    Uni<Written> write(CacheKey key, NewValue value, Condition condition);

    /** Deletes the key; done as well when there was nothing. */
    Uni<Written> delete(CacheKey key, Condition condition);

    /** The validator that a condition on the key would have to name now. */
    default Uni<Validator> validator(CacheKey key) {
        return Uni.createFrom().item(new Validator.Unknown());
    }

    /**
     * Writes as {@link #write} does.
     *
     * @param version names the write among those of its key, in their order; sent along where the origin can be told
     */
    default Uni<Written> write(CacheKey key, NewValue value, Condition condition, String version) {
        return write(key, value, condition);
    }

    /** A round trip; fails when it is away. */
    Uni<String> probe();

    /** Lets go of everything. */
    void close();

    /** Result of a fetch. */
    sealed interface Fetched {
        /** There it is; {@code ttlMs} of the value is null unless the origin's own word counts. */
        record Value(NewValue value, boolean storable) implements Fetched {}

        /** There is no such thing. */
        record Nothing() implements Fetched {}

        /** It cannot be said. */
        record Failed(Refusal why, String detail) implements Fetched {}
    }

    /** Result of a write or delete. */
    sealed interface Written {
        /** Done. */
        record Done(boolean created, @Nullable String etag) implements Written {}

        /** The condition did not hold. */
        record ConditionFailed() implements Written {}

        /**
         * Not done; with {@link Refusal#ORIGIN_TIMEOUT} the outcome is unknown.
         *
         * @param refused it was answered, and asking again will hardly be answered otherwise
         */
        record Failed(Refusal why, String detail, boolean refused) implements Written {
            /** Not certain to fail again. */
            public Failed(Refusal why, String detail) {
                this(why, detail, false);
            }
        }
    }

    /** What a key's validator is. */
    sealed interface Validator {
        /** An etag, without quotes. */
        record Is(String etag) implements Validator {}

        /** There is no such key. */
        record Absent() implements Validator {}

        /** It does not say by itself: the etag of what {@link #fetch} brings is the validator. */
        record Unknown() implements Validator {}

        /** It cannot be told; {@code refused} as in {@link Written.Failed}. */
        record Failed(String detail, boolean refused) implements Validator {}
    }
}
