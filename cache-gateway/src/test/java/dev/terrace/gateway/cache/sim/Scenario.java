package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.TierName;
import java.util.List;

/** What kind of cache a world has. */
record Scenario(
        String name, List<TierName> tiers, boolean origin, Strategy strategy, long ttlMs, long staleMs, boolean soft) {
    static final String CACHE = "c";

    /** Entries that never end within a run, hard invalidations only. */
    Scenario(String name, List<TierName> tiers, boolean origin, Strategy strategy) {
        this(name, tiers, origin, strategy, 86_400_000, 0, false);
    }

    /** Entries that end, and are served stale for so long while they are loaded anew or cannot be. */
    Scenario living(long forMs, long staleForMs) {
        return new Scenario(name + ", short lives", tiers, origin, strategy, forMs, staleForMs, false);
    }

    /** The same with soft invalidations, and stale entries served for so long while they are loaded anew. */
    Scenario soft(long forMs) {
        return new Scenario(name + ", soft", tiers, origin, strategy, ttlMs, forMs, true);
    }

    CacheSpec spec() {
        HttpOriginSpec http = origin ? new HttpOriginSpec("http://origin/{key}", 200, 2000, true, false, false) : null;
        return new CacheSpec(
                CACHE,
                tiers,
                strategy,
                ttlMs,
                1 << 20,
                1 << 20,
                1 << 16,
                false,
                false,
                staleMs,
                soft ? 0 : staleMs,
                0,
                0,
                http,
                1);
    }

    @Override
    public String toString() {
        return name;
    }
}
