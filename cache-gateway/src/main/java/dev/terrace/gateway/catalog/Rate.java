package dev.terrace.gateway.catalog;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket in one number: the generic cell rate algorithm (ITU-T I.371), which keeps the time at which the bucket is full again. It
 * holds the operations of one second. What is more than that at once is admitted when the bucket is full, and paid for afterwards. Safe for
 * use by many threads.
 */
final class Rate {
    private static final long SECOND = 1_000_000_000L;

    private final long perSecond;
    private final AtomicLong full;

    /** {@code perSecond}: 1 to 10^9. */
    Rate(long perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.full = new AtomicLong(nowNanos);
    }

    long perSecond() {
        return perSecond;
    }

    /** Nanoseconds until so many could be had, 0 when they were taken. */
    long take(int operations, long nowNanos) {
        long cost = operations * (SECOND / perSecond);
        while (true) {
            long known = full.get();
            long from = known - nowNanos > 0 ? known : nowNanos;
            long owed = from - nowNanos;
            long room = Math.max(SECOND - cost, 0);
            if (owed > room) {
                return owed - room;
            }
            if (full.compareAndSet(known, from + cost)) {
                return 0;
            }
        }
    }
}
