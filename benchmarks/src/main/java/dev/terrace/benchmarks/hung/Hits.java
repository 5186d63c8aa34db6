package dev.terrace.benchmarks.hung;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Reads of one key that is in memory, at a fixed rate on a few connections, and beside them reads of keys that are in no tier, each of which
 * asks every tier. A hit's time counts from when it was due, so one that waited for the one before is slow too (no coordinated omission).
 */
final class Hits implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long MISS_EVERY_NANOS = 5_000_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2 * CONNECTIONS);
    private final AtomicLong absent = new AtomicLong();
    private final Suite gateway;
    private final String path;
    private final long everyNanos;

    /** {@code perSecond} hits a second in all. */
    Hits(Suite gateway, String cache, int perSecond) {
        this.gateway = gateway;
        this.path = "/api/cache/" + cache + "/";
        this.everyNanos = CONNECTIONS * 1_000_000_000L / perSecond;
    }

    /** Times of the hits of so long, microseconds. */
    Histogram during(long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        List<Future<Histogram>> hits = new ArrayList<>();
        List<Future<?>> misses = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            hits.add(threads.submit(() -> hits(end)));
            misses.add(threads.submit(() -> misses(end)));
        }
        Histogram all = new Histogram(HOUR_MICROS, 3);
        for (Future<Histogram> one : hits) {
            all.add(one.get());
        }
        for (Future<?> one : misses) {
            one.get();
        }
        return all;
    }

    private Histogram hits(long end) {
        Histogram micros = new Histogram(HOUR_MICROS, 3);
        try (Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token())) {
            wire.get(path + "hit");
            for (long due = System.nanoTime(); due < end; due += everyNanos) {
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                Wire.Reply reply = wire.get(path + "hit");
                if (!reply.head().contains("memory; hit")) {
                    throw new IllegalStateException("Not a hit in memory: " + reply);
                }
                micros.recordValue(Math.clamp((reply.at() - due) / 1000, 1, HOUR_MICROS));
            }
        }
        return micros;
    }

    private void misses(long end) {
        try (Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token())) {
            while (System.nanoTime() < end) {
                wire.get(path + "absent-" + absent.incrementAndGet());
                LockSupport.parkNanos(MISS_EVERY_NANOS);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
