package dev.terrace.benchmarks.restart;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.load.Zipf;
import dev.terrace.benchmarks.suite.Suite;
import dev.terrace.benchmarks.tags.Filling;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Reads of keys drawn by Zipf's law over a few connections, without going to the origin, counted second by second. They stop by themselves.
 */
final class ZipfReads {
    private static final int GONE = 504;

    private final Zipf zipf;
    private final String path;
    private final int connections;
    private final AtomicLong seeds = new AtomicLong(1);

    ZipfReads(Zipf zipf, String cache, int connections) {
        this.zipf = zipf;
        this.path = "/api/cache/" + cache + "/";
        this.connections = connections;
    }

    /** So many seconds at one gateway. */
    List<Second> run(Suite gateway, int seconds) {
        AtomicReferenceArray<Second> counted = new AtomicReferenceArray<>(seconds);
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    read(gateway, start, counted);
                } catch (RuntimeException failure) {
                    synchronized (failures) {
                        failures.add(failure);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        List<Second> all = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            Second one = counted.get(i);
            all.add(one == null ? Second.NOTHING : one);
        }
        return all;
    }

    private void read(Suite gateway, long start, AtomicReferenceArray<Second> counted) {
        SplittableRandom random = new SplittableRandom(seeds.getAndIncrement());
        try (Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token() + "\r\nCache-Control: only-if-cached")) {
            while (true) {
                Wire.Reply reply = wire.get(path + Filling.key(zipf.next(random)));
                int second = (int) ((reply.at() - start) / 1_000_000_000L);
                if (second >= counted.length()) {
                    return;
                }
                Second one = of(reply);
                counted.accumulateAndGet(second, one, (there, more) -> there == null ? more : there.plus(more));
            }
        }
    }

    private static Second of(Wire.Reply reply) {
        boolean hit = reply.status() == 200;
        boolean memory = hit && reply.head().contains("memory; hit");
        boolean none = reply.status() == GONE;
        return new Second(1, memory ? 1 : 0, hit && !memory ? 1 : 0, none ? 1 : 0, hit || none ? 0 : 1);
    }
}
