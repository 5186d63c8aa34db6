package dev.terrace.optimizer.analysis.vitals;

import java.util.Map;

/**
 * Something that holds a cache back.
 *
 * @param kind low_hit_ratio, eviction_pressure, slow_tier, tier_errors, oversized
 * @param severity critical, high, medium or low
 * @param evidence the figures
 * @param cause one sentence for people
 */
public record Bottleneck(String kind, String severity, Map<String, Object> evidence, String cause) {}
