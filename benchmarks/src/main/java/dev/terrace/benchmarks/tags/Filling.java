package dev.terrace.benchmarks.tags;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Puts many small entries into a cache, in batches over a few connections. Every tenth bears the tag. */
public final class Filling {
    /** What every tenth entry bears. */
    static final String TAG = "tenth";

    private static final int BATCH = 1000;
    private static final int CONNECTIONS = 4;
    /** At a million marks the log's base rises, which makes all older entries invalid. */
    private static final long MOST_MARKS = 500_000;

    private static final int LOOK_EVERY = 20;
    private static final int TRIES = 40;
    private static final long AGAIN_NANOS = 250_000_000;

    private final Suite gateway;
    private final String cache;
    private final AtomicLong next = new AtomicLong();
    private final ConcurrentHashMap<String, Long> refused = new ConcurrentHashMap<>();

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
            int batches = 0;
            for (long from = next.getAndAdd(BATCH); from < entries; from = next.getAndAdd(BATCH)) {
                if (++batches % LOOK_EVERY == 0) {
                    gateway.settle(MOST_MARKS);
                }
                String body = body(from, entries);
                put(wire, body);
                told.accept(from);
            }
        }
    }

    /**
     * On a machine that is short of processors some writes are refused in time, or all until the breaker has closed again: then all of the
     * batch is put again, a little later.
     */
    private void put(Wire wire, String body) {
        for (int tries = 1; ; tries++) {
            Wire.Reply reply = wire.send("POST", "/api/cache/" + cache + "/_mset", "application/json", body);
            if (reply.status() != 200) {
                throw new IllegalStateException("The gateway answered " + reply);
            }
            int error = reply.body().indexOf("\"error\":\"");
            if (error < 0) {
                return;
            }
            String said = reply.body().substring(error, reply.body().indexOf('}', error));
            if (tries == TRIES) {
                throw new IllegalStateException("The gateway goes on refusing entries: " + said);
            }
            refused.merge(said, 1L, Long::sum);
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    /** Batches that were put again, by the first reason in each. */
    public Map<String, Long> refused() {
        return Map.copyOf(refused);
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
