package dev.terrace.events;

import java.time.Instant;
import java.util.Map;

/**
 * A recommendation was made or changed its state.
 *
 * @param id the recommendation
 * @param cacheName the cache
 * @param kind size, ttl, policy, ...
 * @param status proposed, applying, verifying, applied, rolled_back, dismissed or expired
 * @param title one line for people
 * @param change field to {@code {"from", "to"}}
 * @param predicted metric to {@code {"value", "low", "high"}}
 * @param impactScore 0 to 100
 * @param confidence 0 to 1
 * @param evidence what the figures rest on
 * @param at when, UTC
 */
public record Recommended(
        String id,
        String cacheName,
        String kind,
        String status,
        String title,
        Map<String, Object> change,
        Map<String, Object> predicted,
        double impactScore,
        double confidence,
        Map<String, Object> evidence,
        Instant at)
        implements RecommendationEvent {
    @Override
    public String key() {
        return cacheName;
    }
}
