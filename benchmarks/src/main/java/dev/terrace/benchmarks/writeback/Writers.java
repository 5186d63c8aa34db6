package dev.terrace.benchmarks.writeback;

import dev.terrace.benchmarks.writeback.Gateways.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Writers at all gateways, each with keys of its own, one write after the other. */
final class Writers implements AutoCloseable {
    /**
     * What is written.
     *
     * @param caches that are written; a writer keeps to one
     * @param prefix of all keys
     * @param writers how many write at the same time
     * @param keys of each writer
     * @param deletions of a hundred writes
     * @param padding of each value, bytes
     */
    record Plan(List<String> caches, String prefix, int writers, int keys, int deletions, int padding) {}

    private final Gateways gateways;
    private final Plan plan;
    private final Book book;
    private final String padding;
    private final AtomicLong refused = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Writers(Gateways gateways, Plan plan, Book book) {
        this.gateways = gateways;
        this.plan = plan;
        this.book = book;
        this.padding = " " + "x".repeat(plan.padding);
        for (int n = 0; n < plan.writers; n++) {
            int writer = n;
            threads.add(Thread.ofPlatform().daemon().name("writer-" + n).start(() -> run(writer)));
        }
    }

    /** Of a value: what it begins with. */
    static long number(String value) {
        return Long.parseLong(value.substring(0, value.indexOf(' ')));
    }

    /** A key with its cache, as the book has it. */
    static String[] parts(String key) {
        return key.split("/", 2);
    }

    /** Writes that were answered 503. */
    long refused() {
        return refused.get();
    }

    private void run(int writer) {
        SplittableRandom random = new SplittableRandom(plan.prefix.hashCode() * 31L + writer);
        String cache = plan.caches.get(writer % plan.caches.size());
        long number = 0;
        while (!stopped) {
            String key = plan.prefix + "w" + writer + "k" + random.nextInt(plan.keys);
            if (book.closed(cache + "/" + key)) {
                Gateways.pause(1);
                continue;
            }
            number++;
            write(
                    random.nextInt(gateways.count()),
                    cache,
                    key,
                    new Book.Op(number, random.nextInt(100) < plan.deletions));
        }
    }

    private void write(int gateway, String cache, String key, Book.Op op) {
        String name = cache + "/" + key;
        try {
            Reply reply = op.deletion()
                    ? gateways.delete(gateway, cache, key)
                    : gateways.put(gateway, cache, key, op.number() + padding);
            if (reply.done()) {
                book.acknowledged(name, op);
                return;
            }
            refused.incrementAndGet();
            // At the bound nothing was appended; a journal or log that is away says nothing of the kind.
            if (!reply.text().contains("too much waits")) {
                book.unknown(name, op);
            }
            Gateways.pause(20);
        } catch (ConnectException | HttpConnectTimeoutException nothingSent) {
            Gateways.pause(20);
        } catch (IOException unknown) {
            book.unknown(name, op);
        }
    }

    /** Returns when every write that was begun has its outcome. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
