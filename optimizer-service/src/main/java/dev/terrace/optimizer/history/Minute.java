package dev.terrace.optimizer.history;

import dev.terrace.events.CacheWindow;
import dev.terrace.events.Latency;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What was counted of one cache or tier in one minute since it was last written down. Gauges are summed over the nodes. */
public final class Minute {
    long seconds;
    long hits;
    long misses;
    long staleHits;
    long writes;
    long errors;
    long originCalls;
    long originErrors;
    long bytesOut;
    long bytesIn;
    long evictions;
    long earlyEvictions;
    final Histogram latency = Latencies.empty();
    private final Map<String, Gauge> gauges = new HashMap<>();

    /**
     * Whose minute it is.
     *
     * @param cacheName the cache
     * @param tier the tier, empty for the cache as a whole
     * @param epochMinute minutes since 1970
     */
    public record Key(String cacheName, String tier, long epochMinute) {}

    private record Gauge(long entries, long bytes, long maxBytes) {}

    /** Adds a window of the cache as a whole. */
    public void add(CacheWindow window) {
        seconds += window.seconds();
        hits += window.hits();
        misses += window.misses();
        staleHits += window.staleHits();
        writes += window.writes();
        errors += window.errors();
        originCalls += window.originCalls();
        originErrors += window.originErrors();
        bytesOut += window.bytesOut();
        bytesIn += window.bytesIn();
        add(window.latency());
    }

    /** Adds a tier's part of a window. */
    public void add(String node, int windowSeconds, CacheWindow.TierWindow tier) {
        seconds += windowSeconds;
        hits += tier.hits();
        misses += tier.misses();
        errors += tier.errors();
        writes += tier.stores();
        evictions += tier.evictions();
        earlyEvictions += tier.earlyEvictions();
        gauges.put(node, new Gauge(tier.entries(), tier.bytes(), tier.maxBytes()));
        add(tier.latency());
    }

    /** Adds what could not be written down. */
    public void add(Minute other) {
        seconds += other.seconds;
        hits += other.hits;
        misses += other.misses;
        staleHits += other.staleHits;
        writes += other.writes;
        errors += other.errors;
        originCalls += other.originCalls;
        originErrors += other.originErrors;
        bytesOut += other.bytesOut;
        bytesIn += other.bytesIn;
        evictions += other.evictions;
        earlyEvictions += other.earlyEvictions;
        latency.add(other.latency);
        other.gauges.forEach(gauges::putIfAbsent);
    }

    long entries() {
        return gauges.values().stream().mapToLong(Gauge::entries).reduce(-1, Minute::known);
    }

    long bytes() {
        return gauges.values().stream().mapToLong(Gauge::bytes).reduce(-1, Minute::known);
    }

    long maxBytes() {
        return gauges.values().stream().mapToLong(Gauge::maxBytes).reduce(-1, Minute::known);
    }

    /** Unknown values are -1 and add nothing. */
    private static long known(long sum, long value) {
        return value < 0 ? sum : Math.max(0, sum) + value;
    }

    private void add(Latency recorded) {
        if (recorded.count() > 0) {
            latency.add(Latencies.decoded(recorded));
        }
    }
}
