package dev.terrace.gateway.cache.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long the last loads of a cache took, and from that how long a lease is: three times their 99th percentile. */
final class LoadTimes {
    private static final int KEPT = 128;
    private static final long SHORTEST_MS = 500;
    private static final long LONGEST_MS = 30_000;
    private static final long UNKNOWN_MS = 1000;

    private final AtomicLongArray micros = new AtomicLongArray(KEPT);
    private final AtomicInteger count = new AtomicInteger();

    void add(long took) {
        int n = count.getAndUpdate(c -> c == 2 * KEPT - 1 ? KEPT : c + 1);
        micros.set(n % KEPT, Math.max(0, took));
    }

    /** Length of a lease, milliseconds. */
    long leaseMs() {
        int known = Math.min(count.get(), KEPT);
        if (known == 0) {
            return UNKNOWN_MS;
        }
        long[] sorted = new long[known];
        for (int i = 0; i < known; i++) {
            sorted[i] = micros.get(i);
        }
        Arrays.sort(sorted);
        long p99 = sorted[(int) Math.ceil(known * 0.99) - 1];
        return Math.clamp(3 * p99 / 1000, SHORTEST_MS, LONGEST_MS);
    }
}
