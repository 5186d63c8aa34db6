package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;

/** How a cache writes and deletes. Results are never failed Unis. */
interface Writes {
    /** Writes a value. */
    Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition);

    /** Deletes. */
    Uni<WriteResult> delete(CacheKey key, Condition condition);
}
