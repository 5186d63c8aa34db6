package dev.terrace.optimizer.analysis.vitals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums of a cache over a span.
 *
 * @param from begin of the first minute with data
 * @param to end of the last one
 * @param seconds seconds of it that some node reported
 * @param counts the sums
 * @param latency request latencies of the last hour, null when none were recorded
 * @param tiers its tiers
 */
public record Vitals(
        Instant from,
        Instant to,
        long seconds,
        Counts counts,
        @Nullable Quantiles latency,
        List<TierVitals> tiers) {

    /**
     * Requests and what became of them.
     *
     * @param hits reads answered from a tier
     * @param misses reads that no tier could answer
     * @param staleHits of the hits, those served stale
     * @param writes values stored by callers
     * @param errors failed requests
     * @param originCalls calls to the origin
     * @param originErrors of these, failed ones
     * @param bytesOut bytes sent
     * @param bytesIn bytes taken
     */
    public record Counts(
            long hits,
            long misses,
            long staleHits,
            long writes,
            long errors,
            long originCalls,
            long originErrors,
            long bytesOut,
            long bytesIn) {}

    /** Reads. */
    public long reads() {
        return counts.hits() + counts.misses();
    }

    /** Hits a read, null without reads. */
    public @Nullable Double hitRatio() {
        return reads() == 0 ? null : (double) counts.hits() / reads();
    }

    /** Failed requests a request, null without requests. */
    public @Nullable Double errorRate() {
        long requests = reads() + counts.writes();
        return requests == 0 ? null : Math.min(1, (double) counts.errors() / requests);
    }

    /** Requests a second while there was anything to report. */
    public double throughput() {
        return seconds == 0 ? 0 : (double) (reads() + counts.writes()) / seconds;
    }

    /** The tier of that name. */
    public Optional<TierVitals> tier(String name) {
        return tiers.stream().filter(tier -> tier.tier().equals(name)).findFirst();
    }

    /** Share of the memory tier's bound in use, 0 to 100, null without a bound. */
    public @Nullable Double memoryUsedPercent() {
        return tier("memory")
                .filter(tier -> tier.maxBytes() > 0 && tier.bytes() >= 0)
                .map(tier -> 100.0 * tier.bytes() / tier.maxBytes())
                .orElse(null);
    }
}
