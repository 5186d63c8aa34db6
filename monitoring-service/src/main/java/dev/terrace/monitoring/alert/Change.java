package dev.terrace.monitoring.alert;

import java.time.Instant;
import java.util.Map;

/**
 * Something that was done to a cache.
 *
 * @param kind invalidation or configuration_change
 * @param cacheName the cache
 * @param at when
 * @param summary one line for people
 * @param evidence what was done
 */
public record Change(String kind, String cacheName, Instant at, String summary, Map<String, Object> evidence) {}
