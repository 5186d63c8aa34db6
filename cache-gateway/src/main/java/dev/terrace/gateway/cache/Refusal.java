package dev.terrace.gateway.cache;

/** Why the engine does not do what it was asked. */
public enum Refusal {
    /** The origin failed (502). */
    ORIGIN_FAILED,
    /** The origin did not answer in time; a write's outcome is unknown (504). */
    ORIGIN_TIMEOUT,
    /** The record tier, or the log that is needed, cannot be reached (503). */
    UNAVAILABLE,
    /** The wanted position was not seen in time (503). */
    POSITION_NOT_REACHED,
    /** Not asked because of only-if-cached (504). */
    ONLY_IF_CACHED,
    /** The condition cannot be had in this cache (422). */
    NOT_SUPPORTED,
    /** Larger than the cache or any tier takes (413). */
    TOO_LARGE,
    /** Not in this state, for example no integer (409). */
    CONFLICT
}
