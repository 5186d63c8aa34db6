package dev.terrace.monitoring.alert;

import java.util.Map;

/**
 * What probably brought an alert about.
 *
 * @param kind tier_failure, origin_failure, invalidation, configuration_change, early_evictions or cold_cache
 * @param summary one line for people
 * @param evidence what it rests on
 * @param confidence 0 to 1
 */
public record Cause(String kind, String summary, Map<String, Object> evidence, double confidence) {}
