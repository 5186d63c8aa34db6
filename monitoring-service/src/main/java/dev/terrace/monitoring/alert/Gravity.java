package dev.terrace.monitoring.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How bad an alert is. The severity rises at once and falls only after the value was better for a while.
 *
 * @param severity the present one
 * @param threshold of that severity
 * @param value last measured
 * @param measuredAt when
 * @param lowerSince since when the value would be a lower severity, null when it is not
 */
public record Gravity(
        Severity severity,
        double threshold,
        double value,
        Instant measuredAt,
        @Nullable Instant lowerSince) {

    static Gravity first(AlertRule rule, Severity severity, double value, Instant at) {
        return new Gravity(severity, rule.threshold(severity), value, at, null);
    }

    /** A good value. */
    Gravity measured(double good, Instant at) {
        return new Gravity(severity, threshold, good, at, null);
    }

    /** A bad value. */
    Gravity measured(AlertRule rule, Severity now, double bad, Instant at) {
        if (now.compareTo(severity) >= 0) {
            return first(rule, now, bad, at);
        }
        Instant since = lowerSince == null ? at : lowerSince;
        boolean longEnough = Duration.between(since, at).compareTo(rule.timing().recovering()) >= 0;
        return longEnough ? first(rule, now, bad, at) : new Gravity(severity, threshold, bad, at, since);
    }
}
