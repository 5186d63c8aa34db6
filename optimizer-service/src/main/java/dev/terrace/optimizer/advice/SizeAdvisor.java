package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.advice.CacheFacts.Accesses;
import dev.terrace.optimizer.analysis.curve.Knee;
import dev.terrace.optimizer.analysis.curve.MissRatioCurve;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recommends the knee of the curve as the memory tier's size when it is far enough from the present one to matter. The curve counts stored
 * bytes; what the tier adds an entry is learnt from its windows.
 */
public final class SizeAdvisor {
    private static final double MIB = 1 << 20;
    private static final double SHARE = 0.9;
    private static final double NEAR = 0.1;
    private static final double LEAST_MB = 0.5;
    /** A smaller cache saves memory and costs hits: never as urgent as one that gains hits. */
    private static final double SAVING_AT_MOST = 50;

    private final long leastReads;

    /** Silent below so many reads. */
    public SizeAdvisor(long leastReads) {
        this.leastReads = leastReads;
    }

    /** Why nothing is said yet, empty when there is enough to go by. */
    public Optional<String> notYet(CacheFacts facts) {
        Accesses accesses = facts.accesses();
        if (accesses == null) {
            return Optional.of("No accesses have been seen yet.");
        }
        if (accesses.reads() < leastReads) {
            return Optional.of("Not enough data: " + accesses.reads() + " of " + leastReads + " reads seen.");
        }
        if (accesses.curve().attainable() < 0.01) {
            return Optional.of("Almost no key is read twice: no size of memory would give hits.");
        }
        return accesses.meanBytes() == 0
                ? Optional.of("The size of the values is not known yet: none was filled or hit.")
                : Optional.empty();
    }

    /** The recommendation; empty when the size is right, or there is too little to go by. */
    public Optional<Recommendation> advise(CacheFacts facts) {
        Accesses accesses = facts.accesses();
        Double now = facts.memoryMaxMb();
        if (accesses == null || notYet(facts).isPresent() || (now != null && now == 0)) {
            return Optional.empty();
        }
        Knee knee = accesses.curve().knee(SHARE);
        double wanted = Math.max(LEAST_MB, Math.ceil(10 * knee.bytes() * facts.overhead() / MIB) / 10);
        if (now != null && Math.abs(wanted - now) <= Math.max(LEAST_MB, NEAR * now)) {
            return Optional.empty();
        }
        return Optional.of(resize(facts, accesses, knee, wanted));
    }

    private static Resize resize(CacheFacts facts, Accesses accesses, Knee knee, double wanted) {
        MissRatioCurve curve = accesses.curve();
        Double now = facts.memoryMaxMb();
        double objectsNow = now == null ? 0 : curve.objectsIn(now * MIB / facts.overhead());
        double hitsNow = now == null ? 0 : 1 - curve.at(objectsNow);
        double confidence = confidence(accesses, knee);
        return new Resize(
                facts.cacheName(),
                new Move(now, wanted),
                knee.objects(),
                knee.bytes(),
                new Estimate(knee.hitRatio(), knee.low(), knee.high()),
                hitsNow,
                impact(now, wanted, hitsNow, knee.hitRatio()) * confidence,
                confidence,
                evidence(facts, accesses, Math.round(objectsNow), hitsNow));
    }

    /** Growing: the share of misses it saves. Shrinking: the share of memory it saves, less what it costs in hits. */
    static double impact(
            @org.jspecify.annotations.Nullable Double now, double wanted, double hitsNow, double hitsThen) {
        if (now == null) {
            return SAVING_AT_MOST / 2;
        }
        if (wanted > now) {
            return hitsNow >= 1 ? 0 : 100 * Math.clamp((hitsThen - hitsNow) / (1 - hitsNow), 0, 1);
        }
        double lost = Math.max(0, hitsNow - hitsThen);
        return SAVING_AT_MOST * (1 - wanted / now) * Math.max(0, 1 - 5 * lost);
    }

    /** Nearly 1 when the band is narrow and the reads are many. */
    private static double confidence(Accesses accesses, Knee knee) {
        double half = (knee.high() - knee.low()) / 2;
        return Math.clamp(1 - 5 * half, 0.05, 1) * Math.min(1, 0.5 + accesses.reads() / 40_000.0);
    }

    private static Map<String, Object> evidence(CacheFacts facts, Accesses accesses, long objectsNow, double hitsNow) {
        MissRatioCurve curve = accesses.curve();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("reads", accesses.reads());
        evidence.put("sampled_reads", accesses.sampledReads());
        evidence.put("sampled_share_of_keys", accesses.rate());
        evidence.put("keys", accesses.keys());
        evidence.put("mean_bytes", accesses.meanBytes());
        evidence.put("resident_bytes_per_stored_byte", facts.overhead());
        evidence.put("attainable_hit_ratio", curve.attainable());
        evidence.put("share_of_attainable", SHARE);
        evidence.put("objects_now", facts.memoryMaxMb() == null ? null : objectsNow);
        evidence.put("hit_ratio_now", facts.memoryMaxMb() == null ? null : hitsNow);
        evidence.put("knee_95_objects", curve.knee(0.95).objects());
        evidence.put("points", points(curve));
        evidence.put("cliffs", curve.cliffs());
        return evidence;
    }

    /** A tenth of the curve's points: {@code [objects, miss ratio, low, high]}. */
    private static java.util.List<double[]> points(MissRatioCurve curve) {
        java.util.List<double[]> points = new java.util.ArrayList<>();
        for (int i = 0; i < curve.sizes().length; i += 10) {
            points.add(new double[] {curve.sizes()[i], curve.missRatio()[i], curve.low()[i], curve.high()[i]});
        }
        return points;
    }
}
