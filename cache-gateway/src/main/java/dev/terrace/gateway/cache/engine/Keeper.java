package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;

/** Who keeps what a write is about: an origin or a record tier. Results are never failed Unis. */
interface Keeper {
    /** Writes; {@code version} is the position of the intent. */
    Uni<Kept> write(CacheKey key, NewValue value, Condition condition, Position version);

    /** Deletes; {@code version} is the position of the intent. */
    Uni<Kept> delete(CacheKey key, Condition condition, Position version);

    /** What its acknowledgement promises. */
    WriteResult.Ack ack();

    /** How long a call may still take effect after it was made, milliseconds. */
    long mayLandMs();

    /** What came of it. */
    sealed interface Kept {
        /** Done. */
        record Done(boolean created) implements Kept {}

        /** What is there has a later version. */
        record Superseded() implements Kept {}

        /** The condition did not hold. */
        record ConditionFailed() implements Kept {}

        /** Not done; or, when {@code open}, it may still be. */
        record Failed(Refusal why, String detail, boolean open) implements Kept {}
    }
}
