package dev.terrace.gateway.cache.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When something was last done for a key, in a table of fixed size: a slot holds one hash, and the later one takes it. Forgetting costs that
 * the thing is done once more. Needs no lock and allocates nothing.
 */
final class Recent {
    private static final int SLOTS = 4096;

    private final AtomicLongArray hashes = new AtomicLongArray(SLOTS);
    private final AtomicLongArray nanos = new AtomicLongArray(SLOTS);

    boolean within(long hash, long now, long spanNanos) {
        int slot = slot(hash);
        return hashes.get(slot) == hash && now - nanos.get(slot) < spanNanos;
    }

    void note(long hash, long now) {
        int slot = slot(hash);
        nanos.set(slot, now);
        hashes.set(slot, hash);
    }

    /** Notes it, unless that was done within the span; whether it was not. */
    boolean first(long hash, long now, long spanNanos) {
        if (within(hash, now, spanNanos)) {
            return false;
        }
        note(hash, now);
        return true;
    }

    private static int slot(long hash) {
        return (int) (hash >>> 40) & (SLOTS - 1);
    }
}
