package dev.terrace.events;

/**
 * A histogram of latencies that merges by addition.
 *
 * @param count values recorded
 * @param p50 microseconds
 * @param p95 microseconds
 * @param p99 microseconds
 * @param p999 microseconds
 * @param max microseconds
 * @param histogram HdrHistogram, 1 us to 1 h, 2 significant digits, V2 compressed encoding (zlib) in base64; empty when count is 0
 */
public record Latency(long count, long p50, long p95, long p99, long p999, long max, String histogram) {
    /** No values. */
    public static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0, "");
}
