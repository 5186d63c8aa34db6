package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Origin.Written;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** A writable origin. */
record OriginKeeper(Origin origin, Scope scope) implements Keeper {
    @Override
    public Uni<Kept> write(CacheKey key, NewValue value, Condition condition, Position version) {
        if (condition != Condition.NONE && !origin.conditional()) {
            return refused();
        }
        long start = scope.time().nanos();
        return origin.write(key, value, condition).map(written -> kept(written, start));
    }

    @Override
    public Uni<Kept> delete(CacheKey key, Condition condition, Position version) {
        if (condition != Condition.NONE && !origin.conditional()) {
            return refused();
        }
        long start = scope.time().nanos();
        return origin.delete(key, condition).map(written -> kept(written, start));
    }

    @Override
    public Uni<Kept> increment(CacheKey key, Increment increment, Position version) {
        long start = scope.time().nanos();
        return origin.increment(key, increment).map(written -> kept(written, start));
    }

    private static Uni<Kept> refused() {
        return Uni.createFrom()
                .item(new Kept.Failed(Refusal.NOT_SUPPORTED, "the origin does not decide conditions", false));
    }

    /** A lost connection or a proxy's 502 says as little as no answer: what was sent may still land. Any other refusal is certain. */
    private Kept kept(Written written, long start) {
        boolean open = written instanceof Written.Failed failed
                && (failed.why() == Refusal.ORIGIN_FAILED || failed.why() == Refusal.ORIGIN_TIMEOUT);
        scope.observer().origin(!open, scope.micros(start));
        return switch (written) {
            case Written.Done done -> new Kept.Done(done.created(), held(done));
            case Written.ConditionFailed failed -> new Kept.ConditionFailed();
            case Written.Failed failed -> new Kept.Failed(failed.why(), failed.detail(), open);
        };
    }

    private static @Nullable Held held(Written.Done done) {
        Origin.Held there = done.held();
        if (there != null) {
            return new Held(there.value(), there.version(), done.count());
        }
        return done.count() == null ? null : new Held(null, null, done.count());
    }

    @Override
    public WriteResult.Ack ack() {
        return WriteResult.Ack.ORIGIN;
    }

    @Override
    public long mayLandMs() {
        return origin.hardTimeoutMs();
    }
}
