package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.Warmed.Outcome;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** What warming has done on this node since it started. */
@Singleton
public class Figures {
    private final LongAdder[] keys = new LongAdder[Outcome.values().length];
    private final LongAdder taken = new LongAdder();
    private final LongAdder given = new LongAdder();

    public Figures() {
        Arrays.setAll(keys, i -> new LongAdder());
    }

    /** A key was dealt with. */
    public void count(Outcome outcome) {
        keys[outcome.ordinal()].increment();
    }

    /** Bytes came from another gateway. */
    public void taken(long bytes) {
        taken.add(bytes);
    }

    /** Bytes went to another gateway. */
    public void given(long bytes) {
        given.add(bytes);
    }

    /** Keys that came to that. */
    public long keys(Outcome outcome) {
        return keys[outcome.ordinal()].sum();
    }

    /** Bytes that came from other gateways. */
    public long bytesTaken() {
        return taken.sum();
    }

    /** Bytes that went to other gateways. */
    public long bytesGiven() {
        return given.sum();
    }
}
