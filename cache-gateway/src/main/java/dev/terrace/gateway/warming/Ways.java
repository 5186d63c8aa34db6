package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.view.Glob;
import dev.terrace.gateway.telemetry.Telemetry;
import dev.terrace.gateway.telemetry.heat.HotKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a plan means: which keys, which values. Known keys, for a pattern, are those that memory holds (100,000 at most), the hottest
 * ones, and those that this gateway saw last.
 */
@Singleton
public class Ways {
    private final Telemetry telemetry;
    private final Time time;

    @Inject
    public Ways(Telemetry telemetry, Time time) {
        this.telemetry = telemetry;
        this.time = time;
    }

    Uni<Warmth> find(CacheHandle cache, WarmPlan plan, Position asked) {
        String name = cache.spec().name();
        return switch (plan.source()) {
            case ENTRIES -> Uni.createFrom().item(new Warmth.Brought(first(plan.items(), plan.most()), asked));
            case ORIGIN -> plan.pattern() == null ? loaded(plan.keys(), plan) : known(cache, plan);
            case HOT_KEYS -> loaded(hot(name, plan.most()).map(HotKey::key).toList(), plan);
            case PEER -> throw new IllegalArgumentException("Other gateways bring entries, not keys.");
            case ACCESS_LOG -> loaded(plan.keys().isEmpty() ? recent(name, plan.most()) : plan.keys(), plan);
        };
    }

    private static Uni<Warmth> loaded(List<String> keys, WarmPlan plan) {
        String pattern = plan.pattern();
        Glob glob = pattern == null ? null : Glob.of(pattern);
        List<String> wanted = keys.stream()
                .filter(key -> glob == null || glob.matches(key))
                .limit(plan.most())
                .toList();
        return Uni.createFrom().item(new Warmth.Loaded(wanted, plan.ttlMs()));
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.size() <= most ? all : all.subList(0, most);
    }

    private Stream<HotKey> hot(String cache, int most) {
        return telemetry.heat(cache).stream().map(heat -> heat.top(most)).flatMap(List::stream);
    }

    private List<String> recent(String cache, int most) {
        return telemetry.heat(cache).map(heat -> heat.recent(most)).orElse(List.of());
    }

    /** Walking over memory takes a while, so it is not done on an event loop. */
    private Uni<Warmth> known(CacheHandle cache, WarmPlan plan) {
        return Uni.createFrom()
                .<Set<String>>emitter(caller -> time.background(() -> {
                    Set<String> keys = new LinkedHashSet<>(plan.keys());
                    hot(cache.spec().name(), WarmPlan.MOST).map(HotKey::key).forEach(keys::add);
                    keys.addAll(recent(cache.spec().name(), WarmPlan.MOST));
                    keys.addAll(cache.filling().hottest(WarmPlan.MOST));
                    caller.complete(keys);
                }))
                .flatMap(keys -> loaded(List.copyOf(keys), plan));
    }
}
