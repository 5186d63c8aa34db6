package dev.terrace.gateway.telemetry;

import dev.terrace.events.Latency;
import dev.terrace.gateway.cache.TierName;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The latencies of a cache: its requests, and each tier that was ever asked. */
final class LatencyIntervals {
    private final LatencyInterval requests;
    private final Map<TierName, LatencyInterval> tiers = new EnumMap<>(TierName.class);

    LatencyIntervals(CacheMeter meter) {
        requests = new LatencyInterval(meter.requests);
        for (TierName tier : TierName.values()) {
            tiers.put(tier, new LatencyInterval(meter.tier(tier).latency));
        }
    }

    /** Of the requests ({@code tier} null) or of a tier. */
    LatencyInterval of(@Nullable TierName tier) {
        LatencyInterval found = tier == null ? requests : tiers.get(tier);
        return found == null ? requests : found;
    }

    /** Ends the bucket. */
    Bucket take() {
        Map<TierName, Latency> taken = new EnumMap<>(TierName.class);
        tiers.forEach((tier, interval) -> {
            Latency latency = interval.takeBucket();
            if (latency.count() > 0) {
                taken.put(tier, latency);
            }
        });
        return new Bucket(requests.takeBucket(), taken);
    }

    /** Latencies of a past span of time. Tiers that were not asked are not in it. */
    record Bucket(Latency requests, Map<TierName, Latency> tiers) {
        void addTo(Histogram sum, @Nullable TierName tier) {
            Latency latency = tier == null ? requests : tiers.get(tier);
            if (latency != null) {
                Latencies.addTo(sum, latency);
            }
        }
    }
}
