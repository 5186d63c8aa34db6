package dev.terrace.cachectl.replay;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a replay came to. One thread writes it; several are merged. */
public final class Tally {
    private final Histogram micros = new Histogram(1, 3_600_000_000L, 3);
    private final Map<String, Long> hitsByTier = new TreeMap<>();
    private long reads;
    private long hits;
    private long writes;
    private long deletes;
    private long errors;
    private long wrong;
    private @Nullable String firstError;

    void read(@Nullable String tier, boolean hit) {
        reads++;
        if (hit) {
            hits++;
            hitsByTier.merge(tier == null ? "unknown" : tier, 1L, Long::sum);
        }
    }

    void wrote() {
        writes++;
    }

    void deleted() {
        deletes++;
    }

    void wrongValue() {
        wrong++;
    }

    void error(String what) {
        errors++;
        if (firstError == null) {
            firstError = what;
        }
    }

    void took(long nanos) {
        micros.recordValue(Math.min(micros.getHighestTrackableValue(), Math.max(1, nanos / 1000)));
    }

    void add(Tally other) {
        micros.add(other.micros);
        other.hitsByTier.forEach((tier, n) -> hitsByTier.merge(tier, n, Long::sum));
        reads += other.reads;
        hits += other.hits;
        writes += other.writes;
        deletes += other.deletes;
        errors += other.errors;
        wrong += other.wrong;
        firstError = firstError == null ? other.firstError : firstError;
    }

    /** Requests that got no proper answer, and values that were another key's. */
    public long failures() {
        return errors + wrong;
    }

    /** The first of them, null without any. */
    public @Nullable String firstError() {
        return firstError;
    }

    /** As JSON; durations in the units of their names. */
    public Map<String, Object> report(double seconds) {
        Map<String, Object> report = new java.util.LinkedHashMap<>();
        report.put("requests", reads + writes + deletes);
        report.put("reads", reads);
        report.put("hits", hits);
        report.put("misses", reads - hits);
        report.put("hit_ratio", reads == 0 ? null : round((double) hits / reads, 6));
        report.put("hits_by_tier", hitsByTier);
        report.put("writes", writes);
        report.put("deletes", deletes);
        report.put("errors", errors);
        report.put("wrong_values", wrong);
        report.put("seconds", round(seconds, 3));
        report.put("throughput", round((reads + writes + deletes) / Math.max(seconds, 1e-9), 1));
        report.put("latency_ms", latencies());
        return report;
    }

    private Map<String, Object> latencies() {
        Map<String, Object> latencies = new java.util.LinkedHashMap<>();
        latencies.put("p50", millis(50));
        latencies.put("p95", millis(95));
        latencies.put("p99", millis(99));
        latencies.put("p999", millis(99.9));
        latencies.put("max", round(micros.getMaxValue() / 1000.0, 3));
        return latencies;
    }

    private double millis(double percentile) {
        return round(micros.getValueAtPercentile(percentile) / 1000.0, 3);
    }

    private static double round(double value, int decimals) {
        return Double.parseDouble(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }
}
