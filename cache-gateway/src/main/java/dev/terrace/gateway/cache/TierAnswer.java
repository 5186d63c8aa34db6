package dev.terrace.gateway.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a tier said to a read.
 *
 * @param tier the tier
 * @param outcome what came of it
 * @param micros how long it took
 * @param detail why, for people; null when the outcome says it all
 */
public record TierAnswer(
        TierName tier,
        Outcome outcome,
        long micros,
        @Nullable String detail) {
    /** Outcomes of asking a tier. */
    public enum Outcome {
        HIT,
        STALE,
        MISS,
        /** An entry was there, but a mark, floor, epoch or checksum spoke against it. */
        INVALID,
        ERROR,
        TIMEOUT,
        /** Its breaker is open: not asked. */
        OPEN
    }
}
