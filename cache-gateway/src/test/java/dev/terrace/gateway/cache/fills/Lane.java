package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.TierName;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A cache of two tiers, strict, in which one schedule runs at a time. */
final class Lane {
    final ReentrantLock turn = new ReentrantLock();
    private final CacheSpec spec;

    Lane(String name, TierName near, TierName far, Fill fill, Strategy strategy) {
        HttpOriginSpec http = new HttpOriginSpec("http://origin/{key}", 20, 2000, true, false, false);
        this.spec = new CacheSpec(
                name,
                List.of(near, far),
                strategy,
                600_000,
                64 << 20,
                64 << 20,
                1 << 16,
                false,
                true,
                fill == Fill.REFRESH ? 60_000 : 0,
                fill == Fill.LATE ? 60_000 : 0,
                0,
                0,
                http,
                1);
    }

    CacheSpec spec() {
        return spec;
    }

    TierName near() {
        return spec.tiers().getFirst();
    }

    TierName far() {
        return spec.tiers().getLast();
    }
}
