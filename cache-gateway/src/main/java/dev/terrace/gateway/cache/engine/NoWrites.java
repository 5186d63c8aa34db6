package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;

/** A cache that cannot be written, with the reason. */
record NoWrites(String reason) implements Writes {
    @Override
    public Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition) {
        return Uni.createFrom().item(new WriteResult.Refused(Refusal.NOT_SUPPORTED, reason));
    }

    @Override
    public Uni<WriteResult> increment(CacheKey key, Increment increment) {
        return Uni.createFrom().item(new WriteResult.Refused(Refusal.NOT_SUPPORTED, reason));
    }

    @Override
    public Uni<WriteResult> delete(CacheKey key, Condition condition) {
        return write(key, new NewValue(new byte[0], null, null, java.util.List.of()), condition);
    }
}
