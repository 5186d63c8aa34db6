package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.catalog.CacheConfiguration;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;

/** The open cache behind what a caller named. */
final class OpenCache {
    private OpenCache() {}

    /** Of a configuration; 409 when it is not active. */
    static CacheHandle of(Caches caches, CacheConfiguration configuration) {
        return caches.find(configuration.name())
                .orElseThrow(() -> configuration.settings().isActive()
                        ? Problem.of(Kind.UNAVAILABLE, "The cache is not open on this node yet.")
                        : inactive());
    }

    /** Of a name; 404, 409. */
    static CacheHandle named(String name, Caches caches, InactiveCaches off) {
        return caches.find(name).orElseThrow(() -> missing(name, off));
    }

    /** Why there is no open cache of that name. */
    static Problem missing(String name, InactiveCaches off) {
        return off.contains(name) ? inactive() : Problem.of(Kind.NOT_FOUND, "There is no such cache.");
    }

    private static Problem inactive() {
        return Problem.of(Kind.CONFLICT, "The cache is not active.");
    }
}
