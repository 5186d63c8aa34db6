package dev.terrace.gateway.cache.linear;

import org.jspecify.annotations.Nullable;

/**
 * One call on one key: what was asked, what came of it, and when.
 *
 * @param begun nanoseconds
 * @param ended nanoseconds; {@link Long#MAX_VALUE} when the outcome is unknown: it may take effect at any time, or never
 * @param step what it does to the key
 */
record Call(long begun, long ended, Step step) {
    static final long UNKNOWN = Long.MAX_VALUE;

    /** What a call does to a register that holds a text or nothing. */
    interface Step {
        /** The register afterwards; {@link #IMPOSSIBLE} when what was answered cannot have been answered then. */
        @Nullable
        String on(@Nullable String present);
    }

    /** No register holds this. */
    static final String IMPOSSIBLE = "\u0000impossible";

    static Step read(@Nullable String answer) {
        return present -> java.util.Objects.equals(present, answer) ? present : IMPOSSIBLE;
    }

    static Step put(@Nullable String value) {
        return present -> value;
    }

    /** {@code held}: null when the outcome is unknown. */
    static Step ifMatch(String expected, String value, @Nullable Boolean held) {
        return present -> decided(expected.equals(present), held, value, present);
    }

    static Step ifAbsent(String value, @Nullable Boolean held) {
        return present -> decided(present == null, held, value, present);
    }

    private static @Nullable String decided(
            boolean holds, @Nullable Boolean held, String value, @Nullable String present) {
        if (held != null && held != holds) {
            return IMPOSSIBLE;
        }
        return holds ? value : present;
    }

    /** {@code sum}: null when the outcome is unknown. */
    static Step add(long by, @Nullable Long sum) {
        return present -> {
            long after = (present == null ? 0 : Long.parseLong(present)) + by;
            return sum == null || sum == after ? Long.toString(after) : IMPOSSIBLE;
        };
    }
}
