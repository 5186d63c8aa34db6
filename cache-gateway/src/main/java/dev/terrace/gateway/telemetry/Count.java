package dev.terrace.gateway.telemetry;

/** What is counted for a cache as a whole. */
enum Count {
    HITS,
    MISSES,
    STALE_HITS,
    WRITES,
    FILLS,
    REMOVALS,
    /** Requests that failed with a 5xx answer. */
    ERRORS,
    /** Requests refused for what they asked: too large, not supported, conflict, only-if-cached. */
    REFUSALS,
    ORIGIN_CALLS,
    ORIGIN_ERRORS,
    BYTES_OUT,
    BYTES_IN,
    /** Sum of request times, microseconds. */
    REQUEST_MICROS
}
