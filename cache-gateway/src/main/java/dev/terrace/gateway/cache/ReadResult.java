package dev.terrace.gateway.cache;

import java.util.List;

/** What a read came to. */
public sealed interface ReadResult {
    /** What each tier said, in the order asked. */
    List<TierAnswer> asked();

    /**
     * A value, or a remembered absence when the entry is negative.
     *
     * @param entry the value
     * @param tier where it was, null when the origin was asked
     * @param stale served although stale
     * @param asked what each tier said
     */
    record Hit(
            Entry entry, @org.jspecify.annotations.Nullable TierName tier, boolean stale, List<TierAnswer> asked)
            implements ReadResult {}

    /** Nobody has it. */
    record Miss(List<TierAnswer> asked) implements ReadResult {}

    /** It cannot be said whether there is one. */
    record Failed(Refusal why, String detail, List<TierAnswer> asked) implements ReadResult {}
}
