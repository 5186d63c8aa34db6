package dev.terrace.gateway.cache.engine;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * When something was last done for a key, in a table of fixed size: a slot holds one hash, and the later one takes it. Forgetting costs that
 * the thing is done once more. Needs no lock, and allocates nothing but the table itself, with the first thing noted.
 */
final class Recent {
    private static final int SLOTS = 4096;

    private volatile @Nullable Table table;

    private record Table(AtomicLongArray hashes, AtomicLongArray nanos) {}

    boolean within(long hash, long now, long spanNanos) {
        Table kept = table;
        int slot = slot(hash);
        return kept != null && kept.hashes.get(slot) == hash && now - kept.nanos.get(slot) < spanNanos;
    }

    void note(long hash, long now) {
        Table kept = table;
        if (kept == null) {
            kept = made();
        }
        int slot = slot(hash);
        kept.nanos.set(slot, now);
        kept.hashes.set(slot, hash);
    }

    private synchronized Table made() {
        Table kept = table;
        if (kept == null) {
            kept = new Table(new AtomicLongArray(SLOTS), new AtomicLongArray(SLOTS));
            table = kept;
        }
        return kept;
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
