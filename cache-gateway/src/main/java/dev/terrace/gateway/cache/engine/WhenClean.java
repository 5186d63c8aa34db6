package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.journal.Unsettled;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** What is decided at the target waits until the key has no write in the journal. */
record WhenClean(Writes next, WriteBack writeBack, boolean journalled) implements Writes {
    private static final long WAIT_MS = 5000;

    @Override
    public Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition) {
        return clean(key, () -> next.write(key, value, condition));
    }

    @Override
    public Uni<WriteResult> increment(CacheKey key, Increment increment) {
        return clean(key, () -> next.increment(key, increment));
    }

    @Override
    public Uni<WriteResult> delete(CacheKey key, Condition condition) {
        return clean(key, () -> next.delete(key, condition));
    }

    /** Only where writes are journalled may there be some that this node has not read yet. */
    private Uni<WriteResult> clean(CacheKey key, Supplier<Uni<WriteResult>> then) {
        if (!journalled) {
            return writeBack.find(key) == null ? then.get() : waited(key, then);
        }
        return writeBack
                .caughtUp(key, WAIT_MS)
                .flatMap(read -> read ? waited(key, then) : refused("the write-back journal cannot be read"));
    }

    private Uni<WriteResult> waited(CacheKey key, Supplier<Uni<WriteResult>> then) {
        Unsettled found = writeBack.find(key);
        if (found == null) {
            return then.get();
        }
        if (!found.dirty()) {
            return refused("an earlier write of the key was given up: replay or discard it first");
        }
        return writeBack
                .clean(key, WAIT_MS)
                .flatMap(clean ->
                        clean ? then.get() : refused("an earlier write of the key has not been carried out yet"));
    }

    private static Uni<WriteResult> refused(String detail) {
        return Uni.createFrom().item(new WriteResult.Refused(Refusal.UNAVAILABLE, detail));
    }
}
