package dev.terrace.gateway.telemetry;

/** What is counted for one tier of a cache. */
enum TierCount {
    HITS,
    MISSES,
    /** Calls that failed or timed out; each is also a miss. */
    ERRORS,
    STORES,
    /** Fills refused by a mark, floor or epoch. */
    REFUSED,
    /** Values that went past the tier because it does not take so many bytes. */
    TOO_LARGE
}
