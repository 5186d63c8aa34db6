package dev.terrace.monitoring.history;

/**
 * A closed span of one cache, as it is kept.
 *
 * @param cacheName the cache
 * @param start its begin in epoch seconds
 * @param figures what happened in it
 */
public record Bucket(String cacheName, long start, Aggregate figures) {}
