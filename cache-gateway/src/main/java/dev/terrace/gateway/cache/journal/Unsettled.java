package dev.terrace.gateway.cache.journal;

import dev.terrace.gateway.cache.NewValue;
import org.jspecify.annotations.Nullable;

/**
 * The newest write of a key that has not been carried out.
 *
 * @param write key, value and time
 * @param place of the write: its version
 * @param record offset of the entry that holds it now: the write, or the newest copy of its dead letter
 * @param sinceNanos since when the key has not been clean, by this node's clock
 * @param death why it was given up, null while it is dirty
 */
public record Unsettled(
        Journaled.Write write,
        Place place,
        long record,
        long sinceNanos,
        @Nullable Death death) {
    private static final int OVERHEAD = 256;

    /** Why a write was given up. */
    public record Death(String reason, int tries) {}

    /** Whether it waits to be flushed. */
    public boolean dirty() {
        return death == null;
    }

    /** Bytes it takes, about. */
    public long weight() {
        return weight(write);
    }

    /** Bytes that a write takes, about. */
    public static long weight(Journaled.Write write) {
        NewValue value = write.value();
        long tags = value == null
                ? 0
                : value.tags().stream().mapToLong(t -> 2L * t.length() + 24).sum();
        return OVERHEAD + 2L * write.key().key().length() + tags + (value == null ? 0 : value.bytes().length);
    }
}
