package dev.terrace.gateway.telemetry.heat;

/**
 * A key that is asked for often.
 *
 * @param key the key
 * @param rate reads a second, an estimate that is never too low by more than sampling makes it
 * @param share of all reads of the cache, 0 to 1
 */
public record HotKey(String key, double rate, double share) {}
