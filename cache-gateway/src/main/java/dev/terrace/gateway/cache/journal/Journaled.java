package dev.terrace.gateway.cache.journal;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.NewValue;
import org.jspecify.annotations.Nullable;

/** What stands in the journal (docs/adr/0002-write-back.md). {@code of} is the offset of the write that an entry is about. */
public sealed interface Journaled {
    /** An entry of one key. */
    sealed interface OfKey extends Journaled {
        /** Which one. */
        CacheKey key();
    }

    /**
     * A write.
     *
     * @param value null for a deletion
     * @param atMs Unix milliseconds of the writer
     */
    record Write(CacheKey key, @Nullable NewValue value, long atMs) implements OfKey {}

    /** That write, and all before it of that key, have been carried out. */
    record Flushed(CacheKey key, long of, long claim) implements OfKey {}

    /**
     * That write could not be carried out.
     *
     * @param from offset of the record that this one replaces: the write, or an older dead letter of it
     * @param write what it was
     * @param reason why, for people
     * @param tries how often it was tried
     */
    record Dead(long of, long from, long claim, Write write, String reason, int tries) implements OfKey {
        @Override
        public CacheKey key() {
            return write.key();
        }
    }

    /** A person wants a dead write to be tried again. */
    record Replay(CacheKey key, long of) implements OfKey {}

    /** A person gives a dead write up. */
    record Discard(CacheKey key, long of) implements OfKey {}

    /**
     * That node flushes the partition from here on.
     *
     * @param number of the claim: -1 for a new one, whose number is the entry's offset; else the node's own claim once more, so that the
     *     journal may begin here
     */
    record Claim(String node, long number) implements Journaled {
        /** A new one. */
        public Claim(String node) {
            this(node, -1);
        }
    }
}
