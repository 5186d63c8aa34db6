package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Who keeps what a write is about: an origin or a record tier. Results are never failed Unis. */
interface Keeper {
    /** Writes; {@code version} is the position of the intent. */
    Uni<Kept> write(CacheKey key, NewValue value, Condition condition, Position version);

    /** Deletes; {@code version} is the position of the intent. */
    Uni<Kept> delete(CacheKey key, Condition condition, Position version);

    /** Counts in one atomic step; {@code version} is the position of the intent. */
    default Uni<Kept> increment(CacheKey key, Increment increment, Position version) {
        return Uni.createFrom()
                .item(new Kept.Failed(Refusal.NOT_SUPPORTED, "there is nothing here that counts atomically", false));
    }

    /** What its acknowledgement promises. */
    WriteResult.Ack ack();

    /** How long a call may still take effect after it was made, milliseconds. */
    long mayLandMs();

    /**
     * What is there now.
     *
     * @param value null when that is not known
     * @param version the origin's own, part of the etag
     * @param count what an increment came to
     */
    record Held(
            @Nullable NewValue value,
            @Nullable String version,
            @Nullable Long count) {}

    /** What came of it. */
    sealed interface Kept {
        /** Done; {@code held} when what is there now is not just what was sent. */
        record Done(boolean created, @Nullable Held held) implements Kept {
            /** What was sent is there. */
            Done(boolean created) {
                this(created, null);
            }
        }

        /** A later write is there that was decided by what was there before: to be done again as a new write. */
        record Overtaken() implements Kept {}

        /** What is there has a later version. */
        record Superseded() implements Kept {}

        /** The condition did not hold. */
        record ConditionFailed() implements Kept {}

        /** Not done; or, when {@code open}, it may still be. */
        record Failed(Refusal why, String detail, boolean open) implements Kept {}
    }
}
