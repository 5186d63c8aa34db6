package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.anomaly.Anomaly;
import java.time.Instant;
import java.util.List;

/**
 * What was odd in the last week of a cache.
 *
 * @param cacheName the cache
 * @param madeAt when it was looked for, UTC
 * @param anomalies in order of time
 */
public record Findings(String cacheName, Instant madeAt, List<Anomaly> anomalies) {}
