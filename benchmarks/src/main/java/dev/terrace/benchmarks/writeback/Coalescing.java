package dev.terrace.benchmarks.writeback;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Writes whose keys are drawn by Zipf's law, s = 0.99 as in YCSB (Cooper et al., SoCC 2010); how many of them reach the origin. */
final class Coalescing {
    /** A key is carried out once a linger at most: how much coalesces is a matter of writes a second, so many write at the same time. */
    private static final int WRITERS = 64;

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
        double[] cumulative = zipf(keys);
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
                    int found = Arrays.binarySearch(cumulative, random.nextDouble());
                    String key = "z" + keys + "-" + (found < 0 ? -found - 1 : found);
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

    private static double[] zipf(int keys) {
        double[] cumulative = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += 1 / Math.pow(i + 1, 0.99);
            cumulative[i] = sum;
        }
        for (int i = 0; i < keys; i++) {
            cumulative[i] /= sum;
        }
        return cumulative;
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
