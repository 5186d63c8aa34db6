package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Statistics of this node's caches over the last minutes, up to the moment of asking. Costs a few milliseconds. */
@Singleton
public class CacheStats {
    /** The longest window there is. */
    public static final Duration MAX_WINDOW = History.BUCKET.multipliedBy(History.BUCKETS);

    private final Telemetry telemetry;

    @Inject
    public CacheStats(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** A window like {@code 30s}, {@code 5m} or {@code 1h}, cut to {@link #MAX_WINDOW}; empty when it is none. */
    public static Optional<Duration> window(String text) {
        if (!text.matches("[1-9][0-9]{0,4}[smh]")) {
            return Optional.empty();
        }
        long n = Long.parseLong(text, 0, text.length() - 1, 10);
        Duration asked =
                switch (text.charAt(text.length() - 1)) {
                    case 's' -> Duration.ofSeconds(n);
                    case 'm' -> Duration.ofMinutes(n);
                    default -> Duration.ofHours(n);
                };
        return Optional.of(asked.compareTo(MAX_WINDOW) > 0 ? MAX_WINDOW : asked);
    }

    /** The statistics; {@code window} at most {@link #MAX_WINDOW}. */
    public StatsView of(CacheHandle cache, Duration window) {
        List<TierState> tiers = cache.tiers();
        CacheWindows.Past past = telemetry.windows(cache.spec().name()).past(window, tiers);
        Tally growth = past.growth();
        long hits = growth.of(Count.HITS);
        long misses = growth.of(Count.MISSES);
        long errors = growth.of(Count.ERRORS);
        long requests = hits + misses + errors + growth.of(Count.WRITES) + growth.of(Count.REMOVALS);
        return new StatsView(
                cache.spec().name(),
                name(window),
                hits,
                misses,
                ratio(hits, hits + misses),
                requests * 1000.0 / Math.max(1000, past.span().toMillis()),
                ratio(errors, requests),
                memoryUsed(tiers),
                quantiles(past.latency(null)),
                growth.of(Count.STALE_HITS),
                tiers.stream().map(state -> tier(state, past)).toList(),
                new StatsView.Strategy(
                        cache.backlog().waiting(), cache.backlog().deadLetters()));
    }

    private static StatsView.Tier tier(TierState state, CacheWindows.Past past) {
        TierName name = state.tier();
        Tally growth = past.growth();
        return new StatsView.Tier(
                name.wireName(),
                state.entries(),
                state.bytes(),
                state.deadEntries(),
                growth.of(name, TierCount.HITS),
                growth.of(name, TierCount.MISSES),
                growth.of(name, TierCount.ERRORS),
                growth.evictions(name),
                quantiles(past.latency(name)),
                state.breaker(),
                new StatsView.Pool(state.poolInUse(), state.poolWaiting(), state.poolMax()));
    }

    /** Of the memory tier; without one, of the fullest tier that has a bound. */
    private static @Nullable Double memoryUsed(List<TierState> tiers) {
        Double fullest = null;
        for (TierState state : tiers) {
            if (state.maxBytes() <= 0 || state.bytes() < 0) {
                continue;
            }
            double percent = 100.0 * state.bytes() / state.maxBytes();
            if (state.tier() == TierName.MEMORY) {
                return percent;
            }
            fullest = fullest == null ? percent : Math.max(fullest, percent);
        }
        return fullest;
    }

    private static StatsView.Quantiles quantiles(Histogram histogram) {
        return new StatsView.Quantiles(
                millis(histogram, 50), millis(histogram, 95), millis(histogram, 99), millis(histogram, 99.9));
    }

    private static @Nullable Double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? null : histogram.getValueAtPercentile(percentile) / 1000.0;
    }

    private static @Nullable Double ratio(long part, long all) {
        return all == 0 ? null : (double) part / all;
    }

    private static String name(Duration window) {
        return window.toSecondsPart() == 0 ? window.toMinutes() + "m" : window.toSeconds() + "s";
    }
}
