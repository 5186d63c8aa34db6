package dev.terrace.gateway.cache;

/**
 * What a memory tier keeps whatever else wants its place.
 *
 * @param keys how many
 * @param bytes they take, at most a hundredth of the tier's bound
 */
public record Kept(int keys, long bytes) {
    /** None. */
    public static final Kept NOTHING = new Kept(0, 0);
}
