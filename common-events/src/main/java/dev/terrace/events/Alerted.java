package dev.terrace.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert reached a state.
 *
 * @param id the alert
 * @param fingerprint hash of its sorted labels; stable over its states
 * @param rule the rule that made it
 * @param cacheName the cache, null for the suite as a whole
 * @param tier the tier, null for the cache as a whole
 * @param severity critical, high, medium or low
 * @param status pending, firing, acknowledged, recovering, resolved, no_data or error
 * @param metric what is watched
 * @param value the value seen, null without data
 * @param threshold the threshold crossed
 * @param unit ratio, percent, ms
 * @param startedAt when it began, UTC
 * @param resolvedAt when it ended, null while it lasts
 * @param resolution {@code {"how", "value", "duration_seconds", "by"}}, empty while it lasts
 * @param at when this state was reached, UTC
 */
public record Alerted(
        String id,
        String fingerprint,
        String rule,
        @Nullable String cacheName,
        @Nullable String tier,
        String severity,
        String status,
        String metric,
        @Nullable Double value,
        double threshold,
        String unit,
        Instant startedAt,
        @Nullable Instant resolvedAt,
        Map<String, Object> resolution,
        Instant at)
        implements AlertEvent {
    @Override
    public String key() {
        return fingerprint;
    }
}
