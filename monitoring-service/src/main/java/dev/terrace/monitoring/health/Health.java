package dev.terrace.monitoring.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well something does. Each part is scored on a scale whose bends are the alert thresholds (85 at medium, 65 at high, 35 at
 * critical); the whole is their weighted mean, at most 25 above the worst part, so that one failing part is not averaged away.
 *
 * @param score 0 to 100, null when nothing was measured
 * @param status healthy (from 80), degraded (from 50), unhealthy, or idle without requests
 * @param parts what the score is made of
 */
public record Health(@Nullable Integer score, Status status, List<Part> parts) {
    private static final Scale HIT_RATIO = new Scale(0, 0, 0.5, 35, 0.7, 65, 0.8, 85, 0.9, 100);
    private static final Scale RESPONSE = new Scale(10, 100, 50, 85, 100, 65, 200, 35, 1000, 0);
    private static final Scale ERRORS = new Scale(0, 100, 0.001, 95, 0.01, 65, 0.05, 30, 0.2, 0);
    private static final Scale EARLY = new Scale(0, 100, 0.01, 85, 0.05, 65, 0.2, 35, 0.5, 0);
    private static final double ABOVE_WORST = 25;
    private static final int HEALTHY = 80;
    private static final int DEGRADED = 50;

    /** In a word. */
    public enum Status {
        HEALTHY,
        DEGRADED,
        UNHEALTHY,
        IDLE;

        /** Name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a score is made of.
     *
     * @param name hit_ratio, response_ms, memory, error_rate or tiers
     * @param score 0 to 100
     * @param weight its share of the whole, 0 to 1; those of all parts sum to 1
     * @param detail for people
     */
    public record Part(String name, int score, double weight, String detail) {}

    /** Judges. */
    public static Health of(Vitals vitals) {
        List<Part> parts = new ArrayList<>();
        if (vitals.hitRatio() != null) {
            add(
                    parts,
                    "hit_ratio",
                    0.3,
                    HIT_RATIO.score(vitals.hitRatio()),
                    percent(vitals.hitRatio()) + " of reads hit");
        }
        if (vitals.responseMs() != null) {
            add(
                    parts,
                    "response_ms",
                    0.25,
                    RESPONSE.score(vitals.responseMs()),
                    number(vitals.responseMs()) + " ms on average");
        }
        if (vitals.memoryUsedPercent() != null) {
            add(parts, "memory", 0.15, memory(vitals), memoryDetail(vitals));
        }
        if (vitals.errorRate() != null) {
            add(
                    parts,
                    "error_rate",
                    0.3,
                    ERRORS.score(vitals.errorRate()),
                    percent(vitals.errorRate()) + " of requests failed");
        }
        if (vitals.tiersDown() > 0) {
            add(parts, "tiers", 0.2, 40, vitals.tiersDown() + " cut off by a breaker");
        }
        return whole(parts, vitals.requests() == 0);
    }

    /** Full is healthy for what evicts; losing keys that are still wanted is not. */
    private static double memory(Vitals vitals) {
        return EARLY.score(vitals.earlyEvictionRatio());
    }

    private static String memoryDetail(Vitals vitals) {
        Double used = vitals.memoryUsedPercent();
        return number(used == null ? 0 : used) + " % used, " + percent(vitals.earlyEvictionRatio())
                + " of reads asked for what was evicted early";
    }

    private static void add(List<Part> parts, String name, double weight, double score, String detail) {
        parts.add(new Part(name, (int) Math.round(score), weight, detail));
    }

    private static Health whole(List<Part> parts, boolean idle) {
        if (parts.isEmpty()) {
            return new Health(null, Status.IDLE, List.of());
        }
        double weights = parts.stream().mapToDouble(Part::weight).sum();
        double mean = parts.stream().mapToDouble(p -> p.score() * p.weight()).sum() / weights;
        int worst = parts.stream().mapToInt(Part::score).min().orElse(0);
        int score = (int) Math.round(Math.min(mean, worst + ABOVE_WORST));
        List<Part> shares = parts.stream()
                .map(p -> new Part(p.name(), p.score(), Math.round(1000 * p.weight() / weights) / 1000.0, p.detail()))
                .toList();
        return new Health(score, idle ? Status.IDLE : status(score), shares);
    }

    private static Status status(int score) {
        return score >= HEALTHY ? Status.HEALTHY : score >= DEGRADED ? Status.DEGRADED : Status.UNHEALTHY;
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
