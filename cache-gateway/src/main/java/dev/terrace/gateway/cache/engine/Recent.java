package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.HashTimes;

/** When something was last done for a key. Forgetting costs that the thing is done once more. Needs no lock. */
final class Recent {
    private static final int SLOTS = 4096;

    private final HashTimes nanos = new HashTimes(SLOTS);

    boolean within(long hash, long now, long spanNanos) {
        return now - nanos.of(hash, now - spanNanos) < spanNanos;
    }

    void note(long hash, long now) {
        nanos.note(hash, now);
    }

    /** Notes it, unless that was done within the span; whether it was not. */
    boolean first(long hash, long now, long spanNanos) {
        if (within(hash, now, spanNanos)) {
            return false;
        }
        note(hash, now);
        return true;
    }
}
