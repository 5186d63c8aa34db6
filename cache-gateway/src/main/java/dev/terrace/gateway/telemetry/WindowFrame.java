package dev.terrace.gateway.telemetry;

import dev.terrace.events.CacheWindow;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where and when a window is: the rest of it are counts, latencies and the tiers' state. */
record WindowFrame(String node, String cacheName, Instant start, Instant end) {

    /** The window; takes the latencies. */
    CacheWindow of(Tally growth, LatencyIntervals latencies, List<TierState> tiers) {
        return new CacheWindow(
                node,
                cacheName,
                start,
                (int) start.until(end, ChronoUnit.SECONDS),
                growth.of(Count.HITS),
                growth.of(Count.MISSES),
                growth.of(Count.STALE_HITS),
                growth.of(Count.WRITES),
                growth.of(Count.REMOVALS),
                growth.of(Count.ERRORS),
                growth.of(Count.ORIGIN_CALLS),
                growth.of(Count.ORIGIN_ERRORS),
                growth.of(Count.BYTES_OUT),
                growth.of(Count.BYTES_IN),
                latencies.of(null).takeWindow(),
                tiers.stream().map(state -> tier(state, growth, latencies)).toList(),
                null);
    }

    private static CacheWindow.TierWindow tier(TierState state, Tally growth, LatencyIntervals latencies) {
        TierName tier = state.tier();
        return new CacheWindow.TierWindow(
                tier.wireName(),
                growth.of(tier, TierCount.HITS),
                growth.of(tier, TierCount.MISSES),
                growth.of(tier, TierCount.ERRORS),
                growth.of(tier, TierCount.STORES),
                growth.of(tier, TierCount.REFUSED),
                growth.evictions(tier),
                growth.earlyEvictions(tier),
                state.entries(),
                state.bytes(),
                state.maxBytes(),
                state.breaker(),
                latencies.of(tier).takeWindow());
    }
}
