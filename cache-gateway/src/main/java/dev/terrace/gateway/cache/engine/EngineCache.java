package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Backlog;
import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Filling;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.KeyPage;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.UnavailableException;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One open cache. */
final class EngineCache implements CacheHandle {
    private final Scope scope;
    private final Assembly parts;
    private final Backlog backlog;

    EngineCache(Scope scope, Assembly parts, Backlog backlog) {
        this.scope = scope;
        this.parts = parts;
        this.backlog = backlog;
    }

    Assembly parts() {
        return parts;
    }

    @Override
    public CacheSpec spec() {
        return scope.spec();
    }

    @Override
    public @Nullable ReadResult atHand(String key, ReadOptions options) {
        return parts.reader().atHand(scope.key(key), options);
    }

    @Override
    public Uni<ReadResult> read(String key, ReadOptions options) {
        return parts.reader().read(scope.key(key), options);
    }

    @Override
    public Uni<List<ReadResult>> readAll(List<String> keys, @Nullable Position noEarlierThan) {
        return parts.reader().readAll(keys.stream().map(scope::key).toList(), noEarlierThan);
    }

    @Override
    public Uni<WriteResult> write(String key, NewValue value, Condition condition) {
        CacheKey at = scope.key(key);
        long start = scope.time().nanos();
        if (value.bytes().length > scope.spec().maxValueBytes()) {
            return Uni.createFrom().item(new WriteResult.Refused(Refusal.TOO_LARGE, "larger than the cache takes"));
        }
        long ttl = value.ttlMs() != null ? value.ttlMs() : scope.spec().ttlMs();
        return parts.writes().write(at, value, condition).invoke(result -> {
            if (result instanceof WriteResult.Done) {
                scope.observer().stored(at, value.bytes().length, ttl, false, scope.micros(start));
            }
            refused(at, result, start);
        });
    }

    @Override
    public Uni<WriteResult> delete(String key, Condition condition, boolean copiesOnly) {
        CacheKey at = scope.key(key);
        long start = scope.time().nanos();
        Writes deletes = copiesOnly ? parts.copyWrites() : parts.deletes();
        return deletes.delete(at, condition).invoke(result -> {
            if (result instanceof WriteResult.Done) {
                scope.observer().removed(at, scope.micros(start));
            }
            refused(at, result, start);
        });
    }

    @Override
    public Uni<WriteResult> increment(String key, Increment increment) {
        CacheKey at = scope.key(key);
        long start = scope.time().nanos();
        long ttl = increment.ttlMs() != null ? increment.ttlMs() : scope.spec().ttlMs();
        return parts.writes().increment(at, increment).invoke(result -> {
            if (result instanceof WriteResult.Done done) {
                int bytes = String.valueOf(done.count()).length();
                scope.observer().stored(at, bytes, ttl, false, scope.micros(start));
            }
            refused(at, result, start);
        });
    }

    private void refused(CacheKey key, WriteResult result, long start) {
        if (result instanceof WriteResult.Refused refused) {
            scope.observer().failed(key, refused.why(), scope.micros(start));
        }
    }

    @Override
    public Uni<InvalidationResult> invalidate(Selector selector, String reason) {
        long start = scope.time().nanos();
        return parts.invalidations()
                .invalidate(selector)
                .invoke(result -> removed(selector, start))
                .onFailure()
                .transform(failure -> new UnavailableException(String.valueOf(failure.getMessage())));
    }

    private void removed(Selector selector, long start) {
        if (!selector.soft()) {
            selector.keys().forEach(key -> scope.observer().removed(scope.key(key), scope.micros(start)));
        }
    }

    @Override
    public Uni<InvalidationResult> estimate(Selector selector) {
        return parts.invalidations().counted(selector);
    }

    @Override
    public Uni<KeyPage> browse(String prefix, String cursor, int limit) {
        return new Browsing(scope, parts.tiers(), parts.record()).page(prefix, cursor, limit);
    }

    @Override
    public Filling filling() {
        return parts.fillings();
    }

    @Override
    public @Nullable Blobs blobs() {
        return parts.record() instanceof RecordTier record ? record.blobs() : null;
    }

    @Override
    public List<TierState> tiers() {
        return parts.tiers().stream().map(tier -> tier.state()).toList();
    }

    @Override
    public Backlog backlog() {
        return backlog;
    }

    @Override
    public Uni<List<Probe>> probe() {
        return new Probes(parts, scope.time()).run();
    }
}
