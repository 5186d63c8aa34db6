package dev.terrace.optimizer.analysis.simulate;

import java.util.Locale;
import java.util.function.IntFunction;

/** Replacement policies that are compared. */
public enum Policy {
    LRU(Lru::new),
    FIFO(Fifo::new),
    LFU(Lfu::new),
    ARC(Arc::new),
    TWO_Q(TwoQ::new),
    S3_FIFO(S3Fifo::new),
    SIEVE(Sieve::new),
    /** What the gateway's memory tier runs. */
    W_TINY_LFU(WTinyLfu::new);

    private final IntFunction<Replacement> create;

    Policy(IntFunction<Replacement> create) {
        this.create = create;
    }

    /** As on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An empty cache of at most so many objects, at least 2. */
    Replacement of(int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("A cache of " + capacity + " objects.");
        }
        return create.apply(capacity);
    }
}
