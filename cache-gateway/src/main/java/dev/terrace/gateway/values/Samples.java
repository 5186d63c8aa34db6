package dev.terrace.gateway.values;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of a cache's small values (Vitter's algorithm R, 1985): at most 2,048 of them, at most 1 MiB, and all caches together at most
 * what the node gives. Values are kept by reference: they are immutable. Lock-free; two threads in one slot cost a sample, no more.
 */
final class Samples {
    static final int SLOTS = 2048;
    private static final long MOST_BYTES = 1 << 20;

    private final AtomicLong ofAll;
    private final long mostOfAll;
    private final AtomicReferenceArray<byte @Nullable []> slots = new AtomicReferenceArray<>(SLOTS);
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** {@code ofAll} counts the bytes of all caches, at most {@code mostOfAll}. */
    Samples(AtomicLong ofAll, long mostOfAll) {
        this.ofAll = ofAll;
        this.mostOfAll = mostOfAll;
    }

    void offer(byte[] value) {
        long n = seen.getAndIncrement();
        long at = n < SLOTS ? n : ThreadLocalRandom.current().nextLong(n + 1);
        if (at >= SLOTS) {
            return;
        }
        byte[] before = slots.get((int) at);
        long more = value.length - (before == null ? 0 : before.length);
        if (bytes.get() + more > MOST_BYTES || ofAll.get() + more > mostOfAll) {
            return;
        }
        if (slots.compareAndSet((int) at, before, value)) {
            bytes.addAndGet(more);
            ofAll.addAndGet(more);
        }
    }

    /** How many values were offered since the last {@link #clear}. */
    long seen() {
        return seen.get();
    }

    List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            byte[] one = slots.get(i);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** Begins anew: what comes now is to be learned. */
    void clear() {
        for (int i = 0; i < SLOTS; i++) {
            byte[] gone = slots.getAndSet(i, null);
            if (gone != null) {
                bytes.addAndGet(-gone.length);
                ofAll.addAndGet(-gone.length);
            }
        }
        seen.set(0);
    }
}
