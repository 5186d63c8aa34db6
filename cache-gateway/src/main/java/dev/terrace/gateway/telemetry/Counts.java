package dev.terrace.gateway.telemetry;

import java.util.concurrent.atomic.LongAdder;

/** Counters that only rise, one for each constant of an enum. Adding never blocks; a snapshot is exact for what was added before it. */
final class Counts<E extends Enum<E>> {
    private final LongAdder[] adders;

    Counts(Class<E> kinds) {
        adders = new LongAdder[kinds.getEnumConstants().length];
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
    }

    void add(E kind, long n) {
        adders[kind.ordinal()].add(n);
    }

    long sum(E kind) {
        return adders[kind.ordinal()].sum();
    }

    /** All of them now, by ordinal. */
    long[] snapshot() {
        long[] sums = new long[adders.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = adders[i].sum();
        }
        return sums;
    }

    /** What was added from one snapshot to a later one. */
    static long[] between(long[] earlier, long[] later) {
        long[] difference = new long[later.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = later[i] - earlier[i];
        }
        return difference;
    }
}
