package dev.terrace.gateway.telemetry;

import dev.terrace.events.CacheWindow;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one cache: one a second while it is used, one every {@value #IDLE_SECONDS} seconds while it is not. Windows follow each
 * other without gap or overlap on whole seconds; what is counted while a window is cut belongs to the next.
 */
final class CacheWindows {
    static final int IDLE_SECONDS = 10;

    final String name;
    final CacheMeter meter;
    private final InstantSource clock;
    private final LatencyIntervals latencies;
    private final History history;
    private Tally told;
    private Instant toldUntil;
    private Instant end;
    private boolean wasOpen;

    CacheWindows(String name, CacheMeter meter, InstantSource clock) {
        this.name = name;
        this.meter = meter;
        this.clock = clock;
        this.end = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        this.toldUntil = end;
        this.told = Tally.of(meter, List.of());
        this.latencies = new LatencyIntervals(meter);
        this.history = new History(latencies, clock.instant(), told);
    }

    synchronized boolean wasOpen() {
        return wasOpen;
    }

    /** The windows that are due, oldest first. */
    synchronized List<CacheWindow> due(String node, List<TierState> tiers) {
        wasOpen = true;
        Instant now = clock.instant().plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
        if (!now.isAfter(end)) {
            return List.of();
        }
        Tally tally = Tally.of(meter, tiers);
        List<CacheWindow> due = tally.sameUse(told) ? whileIdle(node, tiers, now) : whileUsed(node, tiers, tally, now);
        end = now;
        history.tick(clock.instant(), tally);
        return due;
    }

    private List<CacheWindow> whileIdle(String node, List<TierState> tiers, Instant now) {
        if (toldUntil.until(now, ChronoUnit.SECONDS) < IDLE_SECONDS) {
            return List.of();
        }
        CacheWindow window = new WindowFrame(node, name, toldUntil, now).of(told.since(told), latencies, tiers);
        toldUntil = now;
        return List.of(window);
    }

    private List<CacheWindow> whileUsed(String node, List<TierState> tiers, Tally tally, Instant now) {
        List<CacheWindow> due = new ArrayList<>(2);
        Tally growth = tally.since(told);
        CacheWindow used = new WindowFrame(node, name, end, now).of(growth, latencies, tiers);
        if (toldUntil.isBefore(end)) {
            due.add(new WindowFrame(node, name, toldUntil, end).of(told.since(told), latencies, tiers));
        }
        due.add(used);
        told = tally;
        toldUntil = now;
        return due;
    }

    /** What happened in about the last so long a time (buckets of ten seconds), up to this moment. */
    synchronized Past past(Duration window, List<TierState> tiers) {
        Tally tally = Tally.of(meter, tiers);
        Instant now = clock.instant();
        history.tick(now, tally);
        History.Start from = history.startAt(now.minus(window));
        return new Past(tally.since(from.tally()), Duration.between(from.at(), now), this, from);
    }

    private synchronized Histogram latency(History.Start from, @Nullable TierName tier) {
        return history.latency(from, tier);
    }

    /** The growth of the counters over a span of time, and its latencies. */
    record Past(Tally growth, Duration span, CacheWindows windows, History.Start from) {
        Histogram latency(@Nullable TierName tier) {
            return windows.latency(from, tier);
        }
    }
}
