package dev.terrace.benchmarks.writeback;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.load.Zipf;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Writes whose keys are drawn by Zipf's law, s = 0.99 as in YCSB (Cooper et al., SoCC 2010); how many of them reach the origin. */
final class Coalescing {
    /** A key is carried out once a linger at most: how much coalesces is a matter of writes a second, so many write at the same time. */
    private static final int WRITERS = 64;

    private static final double EXPONENT = 0.99;
    private static final Duration DRAIN = Duration.ofSeconds(120);

    private final Caches caches;

    Coalescing(Caches caches) {
        this.caches = caches;
    }

    /**
     * One load.
     *
     * @param keys that are written
     * @param journalled writes that were acknowledged
     * @param perSecond of these
     * @param originWrites that the origin carried out
     * @param factor journalled for each of the origin's
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Outcome(int keys, long journalled, double perSecond, long originWrites, double factor) {}

    Outcome run(int keys, Duration length) {
        Zipf zipf = new Zipf(keys, EXPONENT);
        long before = caches.shelf().writes();
        AtomicLong acknowledged = new AtomicLong();
        AtomicLong numbers = new AtomicLong();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < WRITERS; n++) {
            int writer = n;
            threads.add(Thread.ofVirtual().start(() -> {
                SplittableRandom random = new SplittableRandom(writer);
                while (System.nanoTime() - start < length.toNanos()) {
                    String key = "z" + keys + "-" + zipf.next(random);
                    if (put(writer % caches.gateways().count(), key, numbers.incrementAndGet())) {
                        acknowledged.incrementAndGet();
                    }
                }
            }));
        }
        join(threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (Gateways.await(DRAIN, 100, caches.gateways()::drained) < 0) {
            throw new IllegalStateException("Writes still wait.");
        }
        long landed = caches.shelf().writes() - before;
        // Writers at two gateways do not order their numbers, so the origin's own check means nothing here.
        caches.shelf().takeBackwards();
        return new Outcome(
                keys, acknowledged.get(), acknowledged.get() / seconds, landed, (double) acknowledged.get() / landed);
    }

    private boolean put(int gateway, String key, long number) {
        try {
            return caches.gateways()
                    .put(gateway, Caches.ORIGIN, key, number + " x")
                    .done();
        } catch (IOException none) {
            return false;
        }
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
