package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Observer;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.TierName;
import org.jspecify.annotations.Nullable;

/** Hears and says nothing. */
public final class Silent implements Observer {
    @Override
    public void read(CacheKey key, @Nullable TierName tier, boolean stale, int bytes, long micros) {}

    @Override
    public void stored(CacheKey key, int bytes, long ttlMs, boolean fill, long micros) {}

    @Override
    public void removed(CacheKey key, long micros) {}

    @Override
    public void failed(CacheKey key, Refusal why, long micros) {}

    @Override
    public void found(TierName tier, TierAnswer.Outcome outcome, long micros) {}

    @Override
    public void filled(TierName tier, boolean accepted) {}

    @Override
    public void origin(boolean ok, long micros) {}
}
