package dev.terrace.cachectl.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Readers of one cache at a steady rate, turn by turn on both gateways, that note what went wrong and how long it took. A reader waits
 * for its answer, so what a fault delays is also seen in fewer reads.
 */
final class Readers implements AutoCloseable {
    private static final int THREADS = 4;
    private static final long GAP_NANOS = 20_000_000;
    private static final long LONGEST_MICROS = 60_000_000;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Api> gateways;
    private final String cache;
    private final int keys;
    private volatile Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 2);

    /** Starts them; they read the keys {@code k0} and so on. */
    Readers(List<Api> gateways, String cache, int keys) {
        this.gateways = gateways;
        this.cache = cache;
        this.keys = keys;
        for (int i = 0; i < THREADS; i++) {
            int reader = i;
            threads.add(Thread.ofVirtual().start(() -> read(reader)));
        }
    }

    /** Looks at what is read from now on. */
    void freshLook() {
        micros = new ConcurrentHistogram(LONGEST_MICROS, 2);
    }

    /** How many reads began and ended since the last fresh look. */
    long reads() {
        return micros.getTotalCount();
    }

    /** The 99th percentile since the last fresh look, in milliseconds. */
    double p99() {
        return micros.getValueAtPercentile(99) / 1000.0;
    }

    /** Reads that were answered with 5xx or not at all, since the start. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private void read(int reader) {
        for (int i = reader; going.get(); i++) {
            String key = "k" + i % keys;
            // A read that began before the fresh look belongs to the look before.
            Histogram look = micros;
            long began = System.nanoTime();
            try {
                Api.Reply reply = gateways.get(i % gateways.size()).get(cache, key);
                if (reply.status() >= 500) {
                    failures.add(key + ": " + reply);
                }
            } catch (RuntimeException e) {
                failures.add(key + ": " + e);
            }
            look.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - began) / 1000));
            LockSupport.parkNanos(GAP_NANOS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        going.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
