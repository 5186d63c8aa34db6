package dev.terrace.benchmarks.tags;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Puts many small entries into a cache, in batches over a few connections. Every tenth bears the tag. */
public final class Filling {
    /** What every tenth entry bears. */
    static final String TAG = "tenth";

    private static final int BATCH = 1000;
    private static final int CONNECTIONS = 4;
    private static final int TRIES = 20;

    private final Suite gateway;
    private final String cache;
    private final AtomicLong next = new AtomicLong();

    /** Into that cache. */
    public Filling(Suite gateway, String cache) {
        this.gateway = gateway;
        this.cache = cache;
    }

    /** Key of an entry; every hundredth begins with {@code p}. */
    public static String key(long number) {
        return (number % 100 == 1 ? "p" : "k") + number;
    }

    static boolean tagged(long number) {
        return number % 10 == 0;
    }

    /** Puts that many; {@code told} hears how many there are by then. */
    public void run(long entries, LongConsumer told) {
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    fill(entries, told);
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
    }

    private void fill(long entries, LongConsumer told) {
        try (Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token())) {
            for (long from = next.getAndAdd(BATCH); from < entries; from = next.getAndAdd(BATCH)) {
                String body = body(from, entries);
                int tries = 0;
                // On a machine that is short of processors some writes are refused in time; all of the batch is put
                // again.
                while (!stored(wire.send("POST", "/api/cache/" + cache + "/_mset", "application/json", body))) {
                    if (++tries == TRIES) {
                        throw new IllegalStateException("The gateway goes on refusing entries.");
                    }
                }
                told.accept(from);
            }
        }
    }

    private static boolean stored(Wire.Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException("The gateway answered " + reply);
        }
        return !reply.body().contains("\"error\":\"");
    }

    private static String body(long from, long entries) {
        StringBuilder body = new StringBuilder(64 * BATCH).append("{\"entries\":[");
        for (long n = from; n < Math.min(entries, from + BATCH); n++) {
            body.append(n == from ? "" : ",")
                    .append("{\"key\":\"")
                    .append(key(n))
                    .append("\",\"value\":\"MTIzNDU2Nzg5MDEyMzQ1Ng==\"")
                    .append(tagged(n) ? ",\"tags\":[\"" + TAG + "\"]}" : "}");
        }
        return body.append("]}").toString();
    }
}
