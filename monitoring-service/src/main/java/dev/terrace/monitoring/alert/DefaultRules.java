package dev.terrace.monitoring.alert;

import static dev.terrace.monitoring.alert.AlertRule.Op.ABOVE;
import static dev.terrace.monitoring.alert.AlertRule.Op.BELOW;
import static dev.terrace.monitoring.alert.Severity.CRITICAL;
import static dev.terrace.monitoring.alert.Severity.HIGH;
import static dev.terrace.monitoring.alert.Severity.MEDIUM;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that hold for every cache from the start. Response time is the mean over the window; memory is what the memory tier holds of
 * its bound, and counts only while keys are evicted that are asked for again within their TTL: full alone is healthy.
 */
public final class DefaultRules {
    private static final AlertRule.Timing TIMING = new AlertRule.Timing(
            Duration.ofSeconds(30), 50, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofHours(24));

    /** All of them. */
    public static final List<AlertRule> ALL = List.of(
            new AlertRule(
                    "hit-ratio",
                    "hit_ratio",
                    "ratio",
                    Optional.empty(),
                    BELOW,
                    Map.of(CRITICAL, 0.5, HIGH, 0.7, MEDIUM, 0.8),
                    TIMING),
            new AlertRule(
                    "memory-used",
                    "memory_used_percent",
                    "percent",
                    Optional.of("memory"),
                    ABOVE,
                    Map.of(CRITICAL, 95.0, HIGH, 85.0, MEDIUM, 75.0),
                    TIMING),
            new AlertRule(
                    "response-time",
                    "response_ms",
                    "ms",
                    Optional.empty(),
                    ABOVE,
                    Map.of(CRITICAL, 200.0, HIGH, 100.0, MEDIUM, 50.0),
                    TIMING));

    private DefaultRules() {}
}
