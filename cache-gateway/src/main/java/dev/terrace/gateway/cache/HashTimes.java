package dev.terrace.gateway.cache;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A time beside each of the hashes that were noted last, in a table of fixed size: a slot holds one hash, and a later one takes it. So what is
 * there is right, and anything may be missing. Two words a slot, taken with the first note: most tables stay empty. Safe for use by many
 * threads without a lock; a race costs a note.
 */
public final class HashTimes {
    private final int mask;
    private volatile @Nullable Table table;

    private record Table(AtomicLongArray hashes, AtomicLongArray times) {}

    /** That many slots, a power of two. */
    public HashTimes(int slots) {
        this.mask = slots - 1;
    }

    /** What was noted beside the hash, {@code otherwise} when that is not known. */
    public long of(long hash, long otherwise) {
        Table kept = table;
        int slot = slot(hash);
        return kept != null && kept.hashes.get(slot) == hash ? kept.times.get(slot) : otherwise;
    }

    /** Notes a time beside a hash. */
    public void note(long hash, long time) {
        Table kept = table;
        if (kept == null) {
            kept = made();
        }
        int slot = slot(hash);
        kept.times.set(slot, time);
        kept.hashes.set(slot, hash);
    }

    private synchronized Table made() {
        Table kept = table;
        if (kept == null) {
            kept = new Table(new AtomicLongArray(mask + 1), new AtomicLongArray(mask + 1));
            table = kept;
        }
        return kept;
    }

    private int slot(long hash) {
        return (int) (hash >>> 40) & mask;
    }
}
