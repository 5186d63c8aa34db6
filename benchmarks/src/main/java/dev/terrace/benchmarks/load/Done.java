package dev.terrace.benchmarks.load;

/**
 * What a load came to.
 *
 * @param requests answered
 * @param failed answered with another status than 2xx or 3xx, or not at all
 * @param perSecond requests a second
 * @param p50Micros median time of an answer
 * @param p99Micros 99th percentile
 */
public record Done(long requests, long failed, double perSecond, double p50Micros, double p99Micros) {}
