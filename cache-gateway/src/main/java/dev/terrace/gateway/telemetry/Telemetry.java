package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.Observer;
import dev.terrace.gateway.cache.Observers;
import dev.terrace.gateway.telemetry.heat.Heat;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of this node's caches. Whoever opens a cache asks here for its observer. */
@Singleton
public class Telemetry implements Observers {
    private final InstantSource clock;
    private final ConcurrentHashMap<String, CacheWindows> caches = new ConcurrentHashMap<>();

    @Inject
    public Telemetry(InstantSource clock) {
        this.clock = clock;
    }

    /** The observer of a cache; always the same one for a name, so that counts survive a change of configuration. */
    @Override
    public Observer of(String cacheName) {
        return windows(cacheName).meter;
    }

    CacheWindows windows(String cacheName) {
        return caches.computeIfAbsent(cacheName, name -> new CacheWindows(name, new CacheMeter(clock), clock));
    }

    /** Which keys of the cache are hot on this node; empty for one that was never opened here. */
    public Optional<Heat> heat(String cacheName) {
        return Optional.ofNullable(caches.get(cacheName)).map(cache -> cache.meter.heat);
    }

    /** The names of the caches that are metered. */
    public Set<String> names() {
        return Set.copyOf(caches.keySet());
    }

    Collection<CacheWindows> all() {
        return caches.values();
    }

    /** Forgets caches that were open and are no more. */
    void keepOnly(Set<String> open) {
        caches.values().removeIf(cache -> cache.wasOpen() && !open.contains(cache.name));
    }
}
