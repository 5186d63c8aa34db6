package dev.terrace.optimizer.analysis.vitals;

/**
 * Latencies in milliseconds.
 *
 * @param p50 median
 * @param p95 95 %
 * @param p99 99 %
 * @param p999 99.9 %
 */
public record Quantiles(double p50, double p95, double p99, double p999) {}
