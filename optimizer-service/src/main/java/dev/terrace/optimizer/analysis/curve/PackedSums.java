package dev.terrace.optimizer.analysis.curve;

import java.util.Arrays;

/**
 * A Fenwick tree (Fenwick, SP&E 1994) over positions 1..n that sums a count and bytes at once: each node holds {@code bytes << 16 | count},
 * which adds and subtracts as one number as long as at most 65,535 positions are taken and bytes stay below 2^47.
 */
final class PackedSums {
    private static final int COUNT_BITS = 16;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final long[] nodes;
    private long total;

    PackedSums(int positions) {
        nodes = new long[positions + 1];
    }

    static long packed(int bytes) {
        return ((long) bytes << COUNT_BITS) | 1;
    }

    static int count(long packed) {
        return (int) (packed & COUNT_MASK);
    }

    static long bytes(long packed) {
        return packed >> COUNT_BITS;
    }

    void add(int position, long packed) {
        total += packed;
        for (int i = position; i < nodes.length; i += i & -i) {
            nodes[i] += packed;
        }
    }

    /** Sum over all positions at or after the given one. */
    long from(int position) {
        long before = 0;
        for (int i = position - 1; i > 0; i &= i - 1) {
            before += nodes[i];
        }
        return total - before;
    }

    long total() {
        return total;
    }

    void clear() {
        Arrays.fill(nodes, 0);
        total = 0;
    }
}
