package dev.terrace.gateway.tier.memory;

import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.RemovalListener;
import dev.terrace.gateway.cache.HashTimes;
import dev.terrace.gateway.cache.Time;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was evicted for want of room, to tell when that was too early: asked for again while it would have been fresh. A ghost
 * list as in ARC (Megiddo and Modha, FAST'03), but direct-mapped: a later eviction takes the place of an earlier one, so what is counted
 * is a lower bound. A place for each KiB of the tier, 1,024 to 65,536 of them (at most 1 MiB). Safe for use by many threads; a race costs a
 * count.
 */
final class Evicted implements RemovalListener<Long, Slot> {
    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 16;

    private final HashTimes freshUntil;
    private final LongAdder count = new LongAdder();
    private final LongAdder early = new LongAdder();
    private final Time time;

    /** For a tier of that many bytes. */
    Evicted(long bytes, Time time) {
        long wanted = Math.clamp(bytes >> 10, LEAST, MOST);
        this.freshUntil = new HashTimes(Integer.highestOneBit((int) wanted));
        this.time = time;
    }

    @Override
    public void onRemoval(@Nullable Long hash, @Nullable Slot slot, RemovalCause cause) {
        count.increment();
        if (cause == RemovalCause.SIZE && hash != null && slot != null) {
            freshUntil.note(hash, slot.entry().expiresMs());
        }
    }

    /** The key is asked for and not there. Each eviction counts once. */
    void asked(long hash) {
        if (freshUntil.of(hash, 0) > time.millis()) {
            freshUntil.note(hash, 0);
            early.increment();
        }
    }

    /** Evictions since the start, of ended entries too. */
    long count() {
        return count.sum();
    }

    /** Evictions that came too early, since the start. */
    long early() {
        return early.sum();
    }
}
