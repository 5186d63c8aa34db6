package dev.terrace.gateway.tier.memory;

import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.RemovalListener;
import dev.terrace.gateway.cache.Time;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was evicted for want of room, to tell when that was too early: asked for again while it would have been fresh. A ghost
 * list as in ARC (Megiddo and Modha, FAST'03), but direct-mapped: a later eviction takes the place of an earlier one, so what is counted
 * is a lower bound. Two words a place, a place for each KiB of the tier, 1,024 to 65,536 of them (at most 1 MiB), taken with the first
 * eviction: most tiers never fill. Safe for use by many threads; a race costs a count.
 */
final class Evicted implements RemovalListener<Long, Slot> {
    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 16;

    private volatile @Nullable Table table;
    private final LongAdder early = new LongAdder();
    private final Time time;
    private final int mask;

    private record Table(AtomicLongArray hashes, AtomicLongArray freshUntil) {}

    /** For a tier of that many bytes. */
    Evicted(long bytes, Time time) {
        long wanted = Math.clamp(bytes >> 10, LEAST, MOST);
        int places = Integer.highestOneBit((int) wanted);
        this.mask = places - 1;
        this.time = time;
    }

    @Override
    public void onRemoval(@Nullable Long hash, @Nullable Slot slot, RemovalCause cause) {
        if (cause == RemovalCause.SIZE && hash != null && slot != null) {
            Table kept = kept();
            int place = (int) (hash & mask);
            kept.freshUntil.setOpaque(place, slot.entry().expiresMs());
            kept.hashes.setOpaque(place, hash);
        }
    }

    /** The key is asked for and not there. Each eviction counts once. */
    void asked(long hash) {
        Table kept = table;
        if (kept == null) {
            return;
        }
        int place = (int) (hash & mask);
        if (kept.hashes.getOpaque(place) == hash && kept.freshUntil.getOpaque(place) > time.millis()) {
            kept.freshUntil.setOpaque(place, 0);
            early.increment();
        }
    }

    private Table kept() {
        Table kept = table;
        return kept == null ? made() : kept;
    }

    private synchronized Table made() {
        Table kept = table;
        if (kept == null) {
            kept = new Table(new AtomicLongArray(mask + 1), new AtomicLongArray(mask + 1));
            table = kept;
        }
        return kept;
    }

    /** Evictions that came too early, since the start. */
    long early() {
        return early.sum();
    }
}
