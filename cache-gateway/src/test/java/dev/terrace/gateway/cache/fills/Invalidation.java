package dev.terrace.gateway.cache.fills;

/** How what was loaded is made invalid. */
enum Invalidation {
    REMOVE,
    TAG,
    PATTERN,
    CLEAR,
    OVERWRITE
}
