package dev.terrace.gateway.cache;

import org.jspecify.annotations.Nullable;

/**
 * Counts a key up or down in one atomic step. A missing key counts from 0.
 *
 * @param by what is added, may be 0 or negative
 * @param ttlMs time to live of a counter that is made by this, null for the cache's own; one that is there keeps its own
 * @param once under which name the outcome is remembered, null for not at all
 */
public record Increment(
        long by, @Nullable Long ttlMs, @Nullable Once once) {
    /** How long an outcome is remembered, milliseconds. */
    public static final long REMEMBERED_MS = 86_400_000;

    /**
     * A caller's name for one increment of a key: asked again under that name, the outcome of the first time is the answer.
     *
     * @param id the caller's Idempotency-Key, 1 to 255 characters
     */
    public record Once(String id) {}

    /** What was asked, so that another request under the same name is told from a repeated one. */
    public String asked() {
        return ttlMs == null ? Long.toString(by) : by + " " + ttlMs;
    }
}
