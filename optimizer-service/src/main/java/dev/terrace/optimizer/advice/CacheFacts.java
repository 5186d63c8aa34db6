package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.curve.MissRatioCurve;
import dev.terrace.optimizer.analysis.simulate.PolicyCurves;
import dev.terrace.optimizer.analysis.ttl.TtlCurve;
import dev.terrace.optimizer.analysis.vitals.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cache.
 *
 * @param cacheName the cache
 * @param memoryMaxMb its memory tier's bound by configuration, MiB; null when not known, 0 without a memory tier
 * @param accesses what its sampled accesses say, null before the first
 * @param vitals its sums, null without any
 */
public record CacheFacts(
        String cacheName,
        @Nullable Double memoryMaxMb,
        @Nullable Accesses accesses,
        @Nullable Vitals vitals) {

    /**
     * What the sampled accesses say.
     *
     * @param curve the miss-ratio curve
     * @param reads reads it stands for
     * @param sampledReads of these, sampled ones
     * @param keys keys seen, about
     * @param rate share of the keys that is sampled at present
     * @param meanBytes mean stored bytes of a key, 0 when not known
     * @param policies miss ratios of other policies, without points until enough was read
     * @param lives miss ratios of other times to live, null before the first read
     */
    public record Accesses(
            MissRatioCurve curve,
            long reads,
            long sampledReads,
            long keys,
            double rate,
            int meanBytes,
            PolicyCurves policies,
            @Nullable TtlCurve lives) {}

    /** Resident bytes an object takes in the memory tier for each stored byte, 1 when the tier does not tell. */
    public double overhead() {
        Accesses seen = accesses;
        Vitals sums = vitals;
        if (seen == null || sums == null || seen.meanBytes() == 0) {
            return 1;
        }
        return sums.tier("memory")
                .filter(tier -> tier.entries() >= 100 && tier.bytes() > 0)
                .map(tier -> (double) tier.bytes() / tier.entries() / seen.meanBytes())
                .map(factor -> Math.clamp(factor, 1.0, 8.0))
                .orElse(1.0);
    }
}
