package dev.terrace.gateway;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.WriteResult;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Caches that hold keys in a map: enough for the rooms around the engine; the engine takes its place where there is one. */
@DefaultBean
@Singleton
public class StandInCaches implements Caches {
    private final Map<String, CacheHandle> open = new ConcurrentHashMap<>();

    @Override
    public Optional<CacheHandle> find(String name) {
        return Optional.ofNullable(open.get(name));
    }

    @Override
    public List<CacheHandle> all() {
        return List.copyOf(open.values());
    }

    @Override
    public Uni<Void> open(CacheSpec spec) {
        open.put(spec.name(), new Held(spec, new ConcurrentHashMap<>()));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> close(String name) {
        open.remove(name);
        return Uni.createFrom().voidItem();
    }

    @Override
    public LogState log() {
        return new LogState(true, Position.NONE, 0);
    }

    private record Held(CacheSpec spec, Map<String, NewValue> values) implements CacheHandle {
        @Override
        public Uni<ReadResult> read(String key, ReadOptions options) {
            return Uni.createFrom().item(new ReadResult.Miss(List.of()));
        }

        @Override
        public Uni<List<ReadResult>> readAll(List<String> keys) {
            return Uni.createFrom()
                    .item(keys.stream()
                            .map(k -> (ReadResult) new ReadResult.Miss(List.of()))
                            .toList());
        }

        @Override
        public Uni<WriteResult> write(String key, NewValue value, Condition condition) {
            boolean created = values.put(key, value) == null;
            return Uni.createFrom().item(new WriteResult.Done(created, "e", WriteResult.Ack.MEMORY, Position.NONE));
        }

        @Override
        public Uni<WriteResult> delete(String key, Condition condition, boolean copiesOnly) {
            values.remove(key);
            return Uni.createFrom().item(new WriteResult.Done(false, null, WriteResult.Ack.MEMORY, Position.NONE));
        }

        @Override
        public Uni<InvalidationResult> invalidate(Selector selector, String reason) {
            int before = values.size();
            if (selector.all()) {
                values.clear();
            }
            values.keySet().removeAll(selector.keys());
            return Uni.createFrom()
                    .item(new InvalidationResult(
                            new Position(1, 1), selector.keys().size(), before - values.size()));
        }

        @Override
        public Uni<InvalidationResult> estimate(Selector selector) {
            return Uni.createFrom()
                    .item(new InvalidationResult(null, selector.keys().size(), selector.all() ? values.size() : 0));
        }

        @Override
        public List<TierState> tiers() {
            return spec.tiers().stream()
                    .map(t -> new TierState(t, values.size(), 0, -1, 0, 0, "closed", 0, 0, 0))
                    .toList();
        }

        @Override
        public Uni<List<Probe>> probe() {
            return Uni.createFrom()
                    .item(spec.tiers().stream()
                            .map(t -> new Probe(t.wireName(), true, 100, "ok"))
                            .toList());
        }
    }
}
