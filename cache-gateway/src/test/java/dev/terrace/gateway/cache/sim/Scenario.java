package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.TierName;
import java.util.List;

/** What kind of cache a world has. */
record Scenario(String name, List<TierName> tiers, boolean origin, Strategy strategy, long staleMs) {
    static final String CACHE = "c";

    /** One without soft invalidations, in which nothing is served stale. */
    Scenario(String name, List<TierName> tiers, boolean origin, Strategy strategy) {
        this(name, tiers, origin, strategy, 0);
    }

    /** The same with soft invalidations, and stale entries served for so long while they are loaded anew. */
    Scenario soft(long forMs) {
        return new Scenario(name + ", soft", tiers, origin, strategy, forMs);
    }

    boolean soft() {
        return staleMs > 0;
    }

    CacheSpec spec() {
        HttpOriginSpec http = origin ? new HttpOriginSpec("http://origin/{key}", 200, 2000, true, false, false) : null;
        return new CacheSpec(
                CACHE, tiers, strategy, 86_400_000, 1 << 20, 1 << 20, 1 << 16, false, false, staleMs, 0, 0, 0, http, 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
