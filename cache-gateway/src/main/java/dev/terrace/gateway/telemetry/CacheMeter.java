package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Observer;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.telemetry.heat.Heat;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The observer of one cache: counts, latencies and the sample. Every call is a few uncontended additions. */
final class CacheMeter implements Observer {
    final Counts<Count> counts = new Counts<>(Count.class);
    final LatencyRecorder requests = new LatencyRecorder();
    final AccessSampler sampler;
    final Heat heat = new Heat(System.nanoTime());
    private final TierMeter[] tiers = new TierMeter[TierName.values().length];

    CacheMeter(InstantSource clock) {
        sampler = new AccessSampler(this::totals, clock);
        for (int i = 0; i < tiers.length; i++) {
            tiers[i] = new TierMeter();
        }
    }

    TierMeter tier(TierName name) {
        return tiers[name.ordinal()];
    }

    private AccessTotals totals() {
        return new AccessTotals(
                counts.sum(Count.HITS) + counts.sum(Count.MISSES),
                counts.sum(Count.WRITES) + counts.sum(Count.FILLS),
                counts.sum(Count.BYTES_OUT));
    }

    @Override
    public void read(CacheKey key, @Nullable TierName tier, boolean stale, int bytes, long micros) {
        counts.add(tier == null ? Count.MISSES : Count.HITS, 1);
        if (stale) {
            counts.add(Count.STALE_HITS, 1);
        }
        counts.add(Count.BYTES_OUT, bytes);
        sampler.record(key.hash(), tier == null ? AccessSampler.READ_MISS : AccessSampler.READ_HIT, bytes, 0);
        heat.touch(key);
        answered(micros);
    }

    @Override
    public void stored(CacheKey key, int bytes, long ttlMs, boolean fill, long micros) {
        counts.add(fill ? Count.FILLS : Count.WRITES, 1);
        sampler.record(key.hash(), AccessSampler.STORE, bytes, ttlMs / 1000);
        if (!fill) {
            counts.add(Count.BYTES_IN, bytes);
            answered(micros);
        }
    }

    @Override
    public void removed(CacheKey key, long micros) {
        counts.add(Count.REMOVALS, 1);
        sampler.record(key.hash(), AccessSampler.REMOVAL, 0, 0);
        answered(micros);
    }

    @Override
    public void failed(CacheKey key, Refusal why, long micros) {
        counts.add(
                switch (why) {
                    case ORIGIN_FAILED, ORIGIN_TIMEOUT, UNAVAILABLE, POSITION_NOT_REACHED -> Count.ERRORS;
                    case ONLY_IF_CACHED, NOT_SUPPORTED, TOO_LARGE, CONFLICT -> Count.REFUSALS;
                },
                1);
        answered(micros);
    }

    @Override
    public void found(TierName tier, TierAnswer.Outcome outcome, long micros) {
        tier(tier).found(outcome, micros);
    }

    @Override
    public void filled(TierName tier, boolean accepted) {
        tier(tier).filled(accepted);
    }

    @Override
    public void tooLarge(TierName tier) {
        tier(tier).tooLarge();
    }

    @Override
    public void origin(boolean ok, long micros) {
        counts.add(Count.ORIGIN_CALLS, 1);
        if (!ok) {
            counts.add(Count.ORIGIN_ERRORS, 1);
        }
    }

    private void answered(long micros) {
        counts.add(Count.REQUEST_MICROS, micros);
        requests.record(micros);
    }
}
