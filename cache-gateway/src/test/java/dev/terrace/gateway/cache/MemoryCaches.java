package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Caches without an engine, for the tests of those who only use it. */
public final class MemoryCaches implements Caches {
    private final Map<String, MemoryCache> open = new ConcurrentHashMap<>();

    /** Opens a cache with that name and largest value. */
    public MemoryCache with(String name, int maxValueBytes) {
        MemoryCache cache = new MemoryCache(name, maxValueBytes);
        open.put(name, cache);
        return cache;
    }

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
        with(spec.name(), spec.maxValueBytes());
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
}
