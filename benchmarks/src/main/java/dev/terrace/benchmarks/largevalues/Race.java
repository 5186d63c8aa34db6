package dev.terrace.benchmarks.largevalues;

import dev.terrace.benchmarks.process.Running;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Readers of one key beside its writers: every answer is one of the values that were written, whole, or is cut. */
final class Race {
    private static final int WRITERS = 2;
    private static final int READERS = 2;
    private static final int VALUES = 8;

    private final Pipe pipe;
    private final int mib;
    private final Duration length;
    private final List<Noise> values = new ArrayList<>();
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong torn = new AtomicLong();

    /** What came of it; a torn answer is whole by its length and no value that was written. */
    record Outcome(String store, int mib, long writes, long reads, long cut, long torn, double peakMib) {}

    Race(Pipe pipe, int mib, Duration length) {
        this.pipe = pipe;
        this.mib = mib;
        this.length = length;
        for (int i = 0; i < VALUES; i++) {
            // Some of the same length, so that a mix of two could not be told by it.
            values.add(new Noise(1000 + i, ((long) mib << 20) - (i / 2) * 700_001L));
            known.put(values.get(i).digest(), i);
        }
    }

    Outcome run(String store, Running process) {
        pipe.put(values.getFirst());
        long end = System.nanoTime() + length.toNanos();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
            for (int i = 0; i < WRITERS; i++) {
                int first = i;
                all.add(threads.submit(() -> write(first, end)));
            }
            for (int i = 0; i < READERS; i++) {
                all.add(threads.submit(() -> read(end)));
            }
        }
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Outcome(store, mib, writes.get(), reads.get(), cut.get(), torn.get(), process.peakRssKib() / 1024.0);
    }

    private void write(int first, long end) {
        for (int i = first; System.nanoTime() < end; i += WRITERS) {
            int status = pipe.put(values.get(i % VALUES));
            if (status != 204) {
                throw new IllegalStateException("The gateway answered " + status + " to an overwriting PUT.");
            }
            writes.incrementAndGet();
        }
    }

    private void read(long end) {
        while (System.nanoTime() < end) {
            try {
                Pipe.Taken taken = pipe.get();
                if (taken.status() != 200) {
                    throw new IllegalStateException("The gateway answered " + taken.status() + " to a GET.");
                }
                reads.incrementAndGet();
                if (!known.containsKey(taken.digest())) {
                    torn.incrementAndGet();
                }
            } catch (UncheckedIOException broken) {
                cut.incrementAndGet();
            }
        }
    }
}
