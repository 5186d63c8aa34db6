package dev.terrace.gateway.tier.memory;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import java.util.concurrent.Executor;

/** Makes memory tiers, each of a cache's own size. Opening a cache again makes an empty one. */
public final class MemoryTiers implements TierFactory {
    private final Time time;
    private final Executor executor;

    /** {@code executor} does the upkeep of all memory tiers. */
    public MemoryTiers(Time time, Executor executor) {
        this.time = time;
        this.executor = executor;
    }

    @Override
    public TierName name() {
        return TierName.MEMORY;
    }

    @Override
    public CacheTier open(CacheSpec spec) {
        return new MemoryTier(spec.memoryMaxBytes(), time, executor);
    }
}
