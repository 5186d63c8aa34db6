package dev.terrace.gateway.cache.lease;

import dev.terrace.gateway.cache.Position;

/**
 * A lease was released.
 *
 * @param cache of the key
 * @param hash of the key
 * @param outcome what came of the load
 * @param asOf position that the lease was given at
 */
public record Announcement(String cache, long hash, Outcome outcome, Position asOf) {
    /** What came of a load. */
    public enum Outcome {
        /** A shared tier has it. */
        FILLED,
        /** The origin has no such thing, and nobody keeps that. */
        NOTHING,
        /** The origin failed. */
        FAILED,
        /** The origin did not answer in time. */
        TIMED_OUT,
        /** The origin was not asked. */
        UNAVAILABLE,
        /** There is a value, and no shared tier that holds it. */
        UNSHARED,
        /** There was a value, and marks spoke against keeping it. */
        LOST
    }
}
