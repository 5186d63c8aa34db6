package dev.terrace.gateway.cache.fills;

/** How a copy gets into a tier. */
enum Fill {
    /** Nobody has the key: from the origin. */
    LOAD,
    /** A stale entry is served and loaded anew in the background. */
    REFRESH,
    /** The slower tier has it: into the nearer one. */
    PROMOTION,
    /** Any of these, where a call is answered, or does its work, after its caller has given it up. */
    LATE
}
