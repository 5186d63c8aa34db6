package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which caches have meters: bound when a cache is first seen or its tiers change, removed when it is gone. One thread only. */
@Singleton
public class MeterBindings {
    private final MeterRegistry registry;
    private final Map<String, Bound> bound = new HashMap<>();

    @Inject
    public MeterBindings(MeterRegistry registry) {
        this.registry = registry;
    }

    void see(CacheHandle cache, List<TierState> tiers, CacheMeter meter) {
        String name = cache.spec().name();
        List<TierName> names = tiers.stream().map(TierState::tier).toList();
        Bound present = bound.get(name);
        if (present != null && present.cache == cache && present.tiers.equals(names)) {
            return;
        }
        if (present != null) {
            present.meters.remove();
        }
        PrometheusMeters meters = new PrometheusMeters(registry);
        meters.bind(cache, meter);
        bound.put(name, new Bound(cache, names, meters));
    }

    void keepOnly(Set<String> open) {
        bound.entrySet().removeIf(entry -> {
            boolean gone = !open.contains(entry.getKey());
            if (gone) {
                entry.getValue().meters.remove();
            }
            return gone;
        });
    }

    private record Bound(CacheHandle cache, List<TierName> tiers, PrometheusMeters meters) {}
}
