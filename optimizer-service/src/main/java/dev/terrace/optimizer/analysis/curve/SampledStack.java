package dev.terrace.optimizer.analysis.curve;

import dev.terrace.optimizer.analysis.AccessBatch;

/**
 * Fixed-size SHARDS (Waldspurger et al., FAST'15): the keys whose hash is below a threshold stand for all, and the threshold falls so that
 * never more than a fixed number is kept. Distances are scaled by the rate; a reference counts 1/rate, which is the paper's rescaling of
 * earlier counts turned around. What the counts miss of the true totals is put right when the curve is built.
 */
final class SampledStack {
    static final int CAPACITY = 8192;

    private static final int BUCKETS = 256;

    private final LruStack stack = new LruStack(CAPACITY);
    private int threshold = AccessBatch.EVERYTHING;
    private double weight = 1;

    int threshold() {
        return threshold;
    }

    LruStack stack() {
        return stack;
    }

    boolean takes(long key) {
        return top(key) < threshold;
    }

    /** A read: counted with its distance, or as a first touch when the key is not in the stack or has expired. */
    void read(long key, int size, int now, Tally tally) {
        int slot = stack.find(key);
        int slice = slice(key);
        if (slot >= 0 && !stack.expired(slot, now)) {
            long packed = stack.distance(slot);
            double others = PackedSums.count(packed) - 1;
            tally.hit(slice, LogBins.of(1 + Math.round(others * weight)), weight, PackedSums.bytes(packed) * weight);
            stack.touch(slot, size, 0, true);
            return;
        }
        tally.cold(slice, weight);
        put(slot, key, size, LruStack.FOREVER);
    }

    /** A fill or store: moves the key and is not counted. */
    void write(long key, int size, int expiry) {
        put(stack.find(key), key, size, expiry);
    }

    void remove(long key) {
        int slot = stack.find(key);
        if (slot >= 0) {
            stack.remove(slot);
        }
    }

    /** Drops the keys at or above a threshold; one that is not lower changes nothing. */
    void lower(int newThreshold) {
        if (newThreshold >= threshold) {
            return;
        }
        threshold = newThreshold;
        weight = (double) AccessBatch.EVERYTHING / newThreshold;
        stack.retain(this::takes);
    }

    private void put(int slot, long key, int size, int expiry) {
        if (slot >= 0) {
            stack.touch(slot, size, expiry, false);
            return;
        }
        if (stack.full()) {
            shrink();
        }
        if (takes(key)) {
            stack.push(key, size, expiry);
        }
    }

    /** Lowers the threshold so that about an eighth of the keys goes: a step costs as much as the keys kept, so few steps are cheap. */
    private void shrink() {
        int[] buckets = new int[BUCKETS];
        long span = threshold;
        stack.forEach((key, size, expiry) -> buckets[(int) (top(key) * (long) BUCKETS / span)]++);
        int kept = 0;
        int bucket = 0;
        while (bucket < BUCKETS && kept + buckets[bucket] <= CAPACITY * 7 / 8) {
            kept += buckets[bucket++];
        }
        lower((int) Math.max(1, span * bucket / BUCKETS));
    }

    static int top(long key) {
        return (int) (key >>> 40);
    }

    private static int slice(long key) {
        return (int) ((key * 0xD6E8FEB86659FD93L) >>> 61);
    }
}
