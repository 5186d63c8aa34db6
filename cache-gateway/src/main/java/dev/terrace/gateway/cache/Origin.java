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

    /** Counts the key in one atomic step; {@link Refusal#NOT_SUPPORTED} where that cannot be had. */
    default Uni<Written> increment(CacheKey key, Increment increment) {
        return Uni.createFrom()
                .item(new Written.Failed(Refusal.NOT_SUPPORTED, "this origin does not count in one atomic step"));
    }

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
        /**
         * There it is; {@code ttlMs} of the value is null unless the origin's own word counts.
         *
         * @param version the origin's own version of it, which becomes part of the etag; null when it has none
         */
        record Value(
                NewValue value, boolean storable, @Nullable String version) implements Fetched {
            /** Without a version. */
            public Value(NewValue value, boolean storable) {
                this(value, storable, null);
            }
        }

        /** There is no such thing. */
        record Nothing() implements Fetched {}

        /** It cannot be said. */
        record Failed(Refusal why, String detail) implements Fetched {}
    }

    /** Result of a write or delete. */
    sealed interface Written {
        /**
         * Done.
         *
         * @param held what the origin holds now; null after a delete, and when it holds what was sent
         * @param count what an increment came to; without {@code held} it was remembered from an earlier request
         */
        record Done(
                boolean created,
                @Nullable String etag,
                @Nullable Held held,
                @Nullable Long count) implements Written {
            /** What was sent is there as it was sent. */
            public Done(boolean created, @Nullable String etag) {
                this(created, etag, null, null);
            }
        }

        /** The condition did not hold. */
        record ConditionFailed() implements Written {}

        /**
         * Not done; with {@link Refusal#ORIGIN_TIMEOUT} and {@link Refusal#ORIGIN_FAILED} the outcome is unknown.
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

    /**
     * A value as the origin holds it.
     *
     * @param value its bytes and media type as a read would bring them
     * @param version as in {@link Fetched.Value}
     */
    record Held(NewValue value, @Nullable String version) {}
}
