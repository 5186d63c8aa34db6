package dev.terrace.optimizer.analysis.vitals;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict over some caches.
 *
 * @param status healthy, degraded or unhealthy
 * @param score 0 to 100
 * @param checks what was looked at
 */
public record Health(String status, double score, List<Check> checks) {
    private static final long ENOUGH_READS = 50;
    private static final double[] COST = {0, 10, 25, 50};

    /**
     * One figure of one cache.
     *
     * @param cacheName the cache
     * @param name hit_ratio, response_ms, memory_used_percent or error_rate
     * @param status ok, medium, high, critical or no_data
     * @param value null without data
     * @param threshold the one crossed, or the first one
     * @param detail one sentence for people
     */
    public record Check(
            String cacheName,
            String name,
            String status,
            @Nullable Double value,
            double threshold,
            String detail) {}

    /** One cache and its recent sums, null without any. */
    public record Subject(String cacheName, @Nullable Vitals vitals) {}

    /** The verdict: the worst check decides the status, the caches' mean the score. */
    public static Health of(List<Subject> subjects) {
        List<Check> checks = new ArrayList<>();
        Grade worst = Grade.FINE;
        double sum = 0;
        for (Subject subject : subjects) {
            double cost = 0;
            for (Judged judged : judged(subject)) {
                checks.add(judged.check());
                cost += COST[judged.grade().ordinal()];
                worst = judged.grade().compareTo(worst) > 0 ? judged.grade() : worst;
            }
            sum += Math.max(0, 100 - cost);
        }
        String status = worst == Grade.CRITICAL ? "unhealthy" : worst == Grade.FINE ? "healthy" : "degraded";
        return new Health(status, subjects.isEmpty() ? 100 : sum / subjects.size(), checks);
    }

    private record Judged(Check check, Grade grade) {}

    private static List<Judged> judged(Subject subject) {
        Vitals vitals = subject.vitals();
        String cache = subject.cacheName();
        if (vitals == null || vitals.reads() < ENOUGH_READS) {
            return List.of(new Judged(
                    new Check(
                            cache,
                            "hit_ratio",
                            "no_data",
                            null,
                            Grade.FINE.hitRatioThreshold(),
                            "Too few reads lately."),
                    Grade.FINE));
        }
        List<Judged> all = new ArrayList<>();
        double ratio = (double) vitals.counts().hits() / vitals.reads();
        Grade hits = Grade.ofHitRatio(ratio);
        all.add(judge(cache, "hit_ratio", hits, ratio, hits.hitRatioThreshold(), "Share of the reads that are hits."));
        Quantiles latency = vitals.latency();
        if (latency != null) {
            Grade response = Grade.ofResponse(latency.p95());
            all.add(judge(
                    cache, "response_ms", response, latency.p95(), response.responseThreshold(), "95th percentile."));
        }
        Double errors = vitals.errorRate();
        if (errors != null) {
            Grade grade = Grade.ofErrorRate(errors);
            all.add(judge(cache, "error_rate", grade, errors, grade.errorRateThreshold(), "Share of failed requests."));
        }
        memory(cache, vitals, all);
        return all;
    }

    /** A bounded tier that evicts is meant to be full; it is a concern only when what it drops is asked for again. */
    private static void memory(String cache, Vitals vitals, List<Judged> all) {
        Double used = vitals.memoryUsedPercent();
        if (used == null) {
            return;
        }
        boolean early = vitals.tier("memory").map(TierVitals::earlyEvictions).orElse(0L) > 0;
        Grade grade = !early ? Grade.FINE : used > 95 ? Grade.HIGH : used > 75 ? Grade.MEDIUM : Grade.FINE;
        String detail = early ? "Entries are dropped that are asked for again." : "Nothing is dropped too early.";
        all.add(judge(cache, "memory_used_percent", grade, used, grade == Grade.HIGH ? 95 : 75, detail));
    }

    private static Judged judge(String cache, String name, Grade grade, double value, double threshold, String detail) {
        String status = grade == Grade.FINE ? "ok" : grade.wireName();
        return new Judged(new Check(cache, name, status, value, threshold, detail), grade);
    }
}
