package dev.terrace.events;

import java.time.Instant;
import java.util.Map;

/**
 * The present configuration of a cache.
 *
 * @param cacheName the cache
 * @param version version of the configuration, rising
 * @param deleted true once the cache is gone; {@code configuration} is empty then
 * @param configuration fields and values as in the API's {@code configurations/}
 * @param actor who changed it
 * @param at when, UTC
 */
public record Configured(
        String cacheName, long version, boolean deleted, Map<String, Object> configuration, String actor, Instant at)
        implements ConfigEvent {
    @Override
    public String key() {
        return cacheName;
    }
}
