package dev.terrace.monitoring.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins an alert with what happened around it: failures inside its window weigh most, then changes shortly before it (the closer the
 * more), then what the counts alone suggest. The confidence is a plain weight, no probability that was learnt; nothing near it, no cause.
 */
public final class Causes {
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);
    private static final double SHARE_THAT_MATTERS = 0.05;
    private static final int COLD_SECONDS = 120;

    private final RecentChanges changes;

    public Causes(RecentChanges changes) {
        this.changes = changes;
    }

    /** The likeliest cause of trouble in that cache that shows at {@code at}. */
    public Optional<Cause> of(String cacheName, Circumstances seen, Instant at) {
        List<Cause> candidates = new ArrayList<>();
        tier(seen).ifPresent(candidates::add);
        origin(seen).ifPresent(candidates::add);
        evictions(seen).ifPresent(candidates::add);
        changes.before(cacheName, at, LOOK_BACK).forEach(change -> candidates.add(change(change, at)));
        cold(seen).ifPresent(candidates::add);
        return candidates.stream().max(Comparator.comparingDouble(Cause::confidence));
    }

    private static Optional<Cause> tier(Circumstances seen) {
        if (seen.badTier() == null) {
            return Optional.empty();
        }
        boolean open = !seen.breaker().equals("closed");
        if (!open && share(seen.badTierErrors(), seen.badTierFinds()) < SHARE_THAT_MATTERS) {
            return Optional.empty();
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("tier", seen.badTier());
        evidence.put("errors", seen.badTierErrors());
        evidence.put("finds", seen.badTierFinds());
        evidence.put("breaker", seen.breaker());
        return Optional.of(
                new Cause("tier_failure", "The tier " + seen.badTier() + " fails.", evidence, open ? 0.9 : 0.8));
    }

    private static Optional<Cause> origin(Circumstances seen) {
        if (share(seen.originErrors(), seen.originCalls()) < SHARE_THAT_MATTERS) {
            return Optional.empty();
        }
        return Optional.of(new Cause(
                "origin_failure",
                "The origin fails.",
                Map.of("origin_errors", seen.originErrors(), "origin_calls", seen.originCalls()),
                0.8));
    }

    private static Optional<Cause> evictions(Circumstances seen) {
        double share = share(seen.earlyEvictions(), seen.reads());
        if (share < SHARE_THAT_MATTERS) {
            return Optional.empty();
        }
        return Optional.of(new Cause(
                "early_evictions",
                "Keys are evicted before they are asked for again: the cache is too small for its traffic.",
                Map.of("early_evictions", seen.earlyEvictions(), "reads", seen.reads()),
                Math.min(0.7, 0.5 + share)));
    }

    private static Optional<Cause> cold(Circumstances seen) {
        if (seen.ageSeconds() > COLD_SECONDS || seen.reads() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Cause(
                "cold_cache",
                "The cache is new and has not been filled yet.",
                Map.of("known_for_seconds", seen.ageSeconds(), "hits", seen.hits(), "reads", seen.reads()),
                0.4));
    }

    private static Cause change(Change change, Instant at) {
        long before = Duration.between(change.at(), at).toSeconds();
        Map<String, Object> evidence = new LinkedHashMap<>(change.evidence());
        evidence.put("seconds_before", before);
        double near = 1 - (double) before / LOOK_BACK.toSeconds();
        return new Cause(change.kind(), change.summary(), evidence, 0.45 + 0.3 * near);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
