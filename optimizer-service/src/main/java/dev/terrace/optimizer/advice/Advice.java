package dev.terrace.optimizer.advice;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation on record.
 *
 * @param id stable while it is the same recommendation
 * @param cacheName the cache
 * @param kind size, ...
 * @param status where it stands
 * @param content what it says
 * @param impactScore 0 to 100
 * @param createdAt first made, UTC
 * @param updatedAt last changed, UTC
 */
public record Advice(
        String id,
        String cacheName,
        String kind,
        Status status,
        Content content,
        double impactScore,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What it says.
     *
     * @param title one line for people
     * @param change field to its change
     * @param objects objects it is about
     * @param bytes bytes it is about
     * @param predicted metric to what is expected
     * @param confidence 0 to 1
     * @param evidence what the figures rest on
     * @param risk what can go wrong
     * @param verification how it is told whether it held
     * @param undo how it is undone
     * @param restore field to its value before it was applied; empty before
     * @param actor who acted last, null for the optimizer itself
     */
    public record Content(
            String title,
            Map<String, Move> change,
            long objects,
            long bytes,
            Map<String, Estimate> predicted,
            double confidence,
            Map<String, Object> evidence,
            String risk,
            String verification,
            String undo,
            Map<String, Double> restore,
            @Nullable String actor) {

        static Content of(Recommendation recommendation) {
            return new Content(
                    recommendation.title(),
                    recommendation.change(),
                    recommendation.objects(),
                    recommendation.bytes(),
                    recommendation.predicted(),
                    recommendation.confidence(),
                    recommendation.evidence(),
                    recommendation.risk(),
                    recommendation.verification(),
                    recommendation.undo(),
                    Map.of(),
                    null);
        }

        Content restoring(Map<String, Double> before) {
            return new Content(
                    title,
                    change,
                    objects,
                    bytes,
                    predicted,
                    confidence,
                    evidence,
                    risk,
                    verification,
                    undo,
                    before,
                    actor);
        }

        Content by(String who) {
            return new Content(
                    title,
                    change,
                    objects,
                    bytes,
                    predicted,
                    confidence,
                    evidence,
                    risk,
                    verification,
                    undo,
                    restore,
                    who);
        }
    }

    Advice updated(Recommendation recommendation, Instant at) {
        return new Advice(
                id, cacheName, kind, status, Content.of(recommendation), recommendation.impactScore(), createdAt, at);
    }

    /** The same in another state. */
    Advice in(Status wanted, Content changed, Instant at) {
        if (!status.next().contains(wanted)) {
            throw new IllegalStateException(status + " does not lead to " + wanted);
        }
        return new Advice(id, cacheName, kind, wanted, changed, impactScore, createdAt, at);
    }

    /** Whether it says about the same as a new one would. */
    boolean like(Recommendation recommendation) {
        return recommendation.change().entrySet().stream().allMatch(entry -> {
            Move mine = content.change().get(entry.getKey());
            double theirs = entry.getValue().to();
            return mine != null && Math.abs(mine.to() - theirs) <= 0.2 * Math.max(mine.to(), theirs);
        });
    }
}
