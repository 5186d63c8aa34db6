package dev.terrace.optimizer.analysis.curve;

/**
 * Exact distances up to {@link #DEPTH} out of runs in which every access is seen. A key that is not in the stack is farther away than the
 * stack is deep at that moment, which early in a run is little: such a reference is censored there, and the distribution is the
 * product-limit estimate of Kaplan and Meier (1958). In a run that began with the cache itself nothing is censored below the depth.
 */
final class HeadStack {
    static final int DEPTH = 4096;

    private static final int BINS = LogBins.of(DEPTH) + 1;

    private final LruStack stack = new LruStack(DEPTH);

    /** Distances of one kind of run. */
    static final class Counts {
        final long[] hits = new long[BINS];
        final double[] byteSums = new double[BINS];
        /** References known only to be farther than the bin; the last holds those beyond the depth. */
        final long[] farther = new long[BINS];

        long total() {
            long sum = 0;
            for (int bin = 0; bin < BINS; bin++) {
                sum += hits[bin] + farther[bin];
            }
            return sum;
        }

        /** Share of references per bin, by the product-limit estimate. */
        double[] shares() {
            double[] shares = new double[BINS];
            double atRisk = total();
            double surviving = 1;
            for (int bin = 0; bin < BINS && atRisk > 0; bin++) {
                shares[bin] = surviving * hits[bin] / atRisk;
                surviving -= shares[bin];
                atRisk -= hits[bin] + farther[bin];
            }
            return shares;
        }
    }

    LruStack stack() {
        return stack;
    }

    /** A read in a run that began with the cache ({@code complete}) or in the middle of things. */
    void read(long key, int size, int now, Counts counts, boolean complete) {
        int slot = stack.find(key);
        boolean live = slot >= 0 && !stack.expired(slot, now);
        if (live) {
            long packed = stack.distance(slot);
            int bin = LogBins.of(PackedSums.count(packed));
            counts.hits[bin]++;
            counts.byteSums[bin] += PackedSums.bytes(packed);
            stack.touch(slot, size, 0, true);
            return;
        }
        int known = complete || slot >= 0 || stack.full() ? BINS - 1 : LogBins.of(Math.max(1, stack.count()));
        counts.farther[known]++;
        put(slot, key, size, LruStack.FOREVER);
    }

    void write(long key, int size, int expiry) {
        put(stack.find(key), key, size, expiry);
    }

    void remove(long key) {
        int slot = stack.find(key);
        if (slot >= 0) {
            stack.remove(slot);
        }
    }

    private void put(int slot, long key, int size, int expiry) {
        if (slot >= 0) {
            stack.touch(slot, size, expiry, false);
            return;
        }
        if (stack.full()) {
            stack.removeOldest();
        }
        stack.push(key, size, expiry);
    }
}
