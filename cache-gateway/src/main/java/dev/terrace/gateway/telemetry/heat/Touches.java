package dev.terrace.gateway.telemetry.heat;

import dev.terrace.gateway.cache.CacheKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Keys touched since the last look, in fixed slots: a touch beyond them is counted and not kept. A writer that is late by a whole period
 * leaves a key for the next look or is overwritten; either way one sample is one sample too many or too few.
 */
final class Touches {
    static final int SLOTS = 2048;

    private final AtomicReferenceArray<CacheKey> keys = new AtomicReferenceArray<>(SLOTS);
    private final AtomicInteger offered = new AtomicInteger();
    /** One touch in {@code mask + 1} is offered; a power of two less one. Written while nobody fills it. */
    int mask;

    void offer(CacheKey key) {
        int at = offered.getAndIncrement();
        if (at >= 0 && at < SLOTS) {
            keys.lazySet(at, key);
        }
    }

    /** Hands out what was kept and begins anew; how many were offered. */
    int drain(Consumer<CacheKey> taker) {
        int count = offered.getAndSet(0);
        int all = count < 0 ? Integer.MAX_VALUE : count;
        int kept = Math.min(all, SLOTS);
        for (int i = 0; i < kept; i++) {
            CacheKey key = keys.getAndSet(i, null);
            if (key != null) {
                taker.accept(key);
            }
        }
        return all;
    }
}
