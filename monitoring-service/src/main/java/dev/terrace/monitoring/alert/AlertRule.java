package dev.terrace.monitoring.alert;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * When to alert. One alert a rule and cache, whose severity moves with the value.
 *
 * @param name of the rule
 * @param metric what is watched
 * @param unit of its values
 * @param tier the tier it is about, empty for the cache as a whole
 * @param op which side is bad
 * @param levels threshold by severity; a value exactly on it is still good
 * @param timing window and delays
 */
public record AlertRule(
        String name,
        String metric,
        String unit,
        Optional<String> tier,
        Op op,
        Map<Severity, Double> levels,
        Timing timing) {

    /** Which side of a threshold is bad. */
    public enum Op {
        BELOW("<"),
        ABOVE(">");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        /** As on the wire. */
        public String sign() {
            return sign;
        }

        boolean breaches(double value, double threshold) {
            return this == BELOW ? value < threshold : value > threshold;
        }
    }

    /**
     * Window and delays.
     *
     * @param window over which the value is taken
     * @param minRequests requests in it below which there is no value
     * @param pending how long it must be bad before it fires
     * @param recovering how long it must be good before it is resolved, and lower before the severity falls
     * @param forgotten how long an alert without data is kept open
     */
    public record Timing(
            Duration window, long minRequests, Duration pending, Duration recovering, Duration forgotten) {}

    /** The worst severity whose threshold that value crosses; empty when it is good. */
    public Optional<Severity> breachedBy(Reading.Measured reading) {
        return reading.excused()
                ? Optional.empty()
                : levels.entrySet().stream()
                        .filter(level -> op.breaches(reading.value(), level.getValue()))
                        .map(Map.Entry::getKey)
                        .max(Severity::compareTo);
    }

    double threshold(Severity severity) {
        return java.util.Objects.requireNonNull(levels.get(severity), "a level of the rule");
    }
}
