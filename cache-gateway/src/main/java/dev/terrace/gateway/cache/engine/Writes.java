package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;

/** How a cache writes and deletes. Results are never failed Unis. */
interface Writes {
    /** Writes a value. */
    Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition);

    /** Counts in one atomic step. */
    default Uni<WriteResult> increment(CacheKey key, Increment increment) {
        return Uni.createFrom()
                .item(new WriteResult.Refused(
                        Refusal.NOT_SUPPORTED,
                        "counting needs a record that decides it; this cache writes only copies"));
    }

    /** Deletes. */
    Uni<WriteResult> delete(CacheKey key, Condition condition);
}
