package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheHandle.Probe;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tries each tier and the origin of a cache. */
record Probes(Assembly parts, Time time) {
    private static final long LIMIT_MS = 3000;

    Uni<List<Probe>> run() {
        List<Uni<Probe>> probes = new ArrayList<>();
        for (CacheTier tier : parts.tiers()) {
            probes.add(one(tier.name().wireName(), tier::probe));
        }
        if (parts.origin() != null) {
            probes.add(one("origin", parts.origin()::probe));
        }
        return Uni.join().all(probes).andFailFast();
    }

    private Uni<Probe> one(String target, Supplier<Uni<String>> call) {
        long start = time.nanos();
        return Limit.of(time, call, LIMIT_MS)
                .map(word -> new Probe(target, true, (time.nanos() - start) / 1000, word))
                .onFailure()
                .recoverWithItem(failure ->
                        new Probe(target, false, (time.nanos() - start) / 1000, String.valueOf(failure.getMessage())));
    }
}
