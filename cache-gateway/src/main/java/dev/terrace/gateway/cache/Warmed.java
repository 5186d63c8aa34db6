package dev.terrace.gateway.cache;

import org.jspecify.annotations.Nullable;

/**
 * What warming a key came to.
 *
 * @param outcome in a word
 * @param why it failed; null unless it did
 * @param detail for people
 */
public record Warmed(Outcome outcome, @Nullable Refusal why, String detail) {
    /** It is in the cache now and was not before. */
    public static final Warmed WARM = new Warmed(Outcome.WARM, null, "");

    /** It was there, valid and fresh. */
    public static final Warmed ALREADY = new Warmed(Outcome.ALREADY, null, "");

    /** The source has no such thing. */
    public static final Warmed NOTHING = new Warmed(Outcome.NOTHING, null, "");

    /** A mark, a floor, an epoch or a later value spoke against it. */
    public static final Warmed REFUSED = new Warmed(Outcome.REFUSED, null, "");

    /** In a word. */
    public enum Outcome {
        WARM,
        ALREADY,
        NOTHING,
        REFUSED,
        FAILED
    }

    /** It could not be had, or not be kept. */
    public static Warmed failed(Refusal why, String detail) {
        return new Warmed(Outcome.FAILED, why, detail);
    }

    /** Whether the cache holds it now. */
    public boolean there() {
        return outcome == Outcome.WARM || outcome == Outcome.ALREADY;
    }
}
