package dev.terrace.cachectl.demo;

import dev.terrace.cachectl.client.Suite;
import dev.terrace.cachectl.client.SuiteException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Readers and writers of several caches at once: skewed, drifting, with expiry, invalidations and now and then a scan. */
public final class Living {
    private static final long SEED = 42;

    private final Suite suite;
    private final List<Persona> personas = Persona.all();

    public Living(Suite suite) {
        this.suite = suite;
    }

    /** Makes the caches that are missing. */
    public void prepare() {
        for (Persona persona : personas) {
            String path = "/api/admin/caching/configurations/" + persona.name() + "/";
            HttpResponse<byte[]> there = suite.exchange("GET", path, null, Map.of());
            if (there.statusCode() == 404) {
                Map<String, Object> body = new LinkedHashMap<>(persona.configuration());
                body.put("name", persona.name());
                suite.post("configurations/", body);
            } else if (there.statusCode() != 200) {
                throw Suite.refused(there);
            }
        }
    }

    /** Removes them. */
    public void remove() {
        for (Persona persona : personas) {
            suite.exchange("DELETE", "/api/admin/caching/configurations/" + persona.name() + "/", null, Map.of());
        }
    }

    /** Runs for so many seconds (0: until interrupted or Ctrl-C); says a line every ten seconds. */
    public void run(double rate, long seconds, Consumer<String> say) {
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicLong requests = new AtomicLong();
        AtomicLong failures = new AtomicLong();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> going.set(false)));
        long end = seconds == 0
                ? Long.MAX_VALUE
                : System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Persona persona : personas) {
                Reader reader = new Reader(suite, persona, SEED + persona.name().hashCode());
                threads.submit(() -> reader.run(
                        rate * persona.share(), () -> going.get() && System.nanoTime() < end, requests, failures));
            }
            threads.submit(() -> invalidations(() -> going.get() && System.nanoTime() < end));
            long told = 0;
            while (going.get() && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                if (++told % 10 == 0) {
                    say.accept(requests.get() + " requests, " + failures.get() + " failed");
                }
            }
        }
    }

    private void invalidations(java.util.function.BooleanSupplier going) {
        for (int i = 0; going.getAsBoolean(); i++) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            if (i % 15 == 14) {
                invalidate(Map.of(
                        "cache_name",
                        "demo-products",
                        "tags",
                        List.of("shelf-" + i % 7),
                        "reason",
                        "demo: a shelf was repriced"));
            }
        }
    }

    private void invalidate(Map<String, Object> body) {
        try {
            suite.post("invalidations/invalidate_keys/", body);
        } catch (SuiteException e) {
            // The next one will do: the demo is to go on while things are killed around it.
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    /** One persona's traffic. */
    private static final class Reader {
        private final Suite suite;
        private final Persona persona;
        private final java.util.Random random;
        private final Zipf zipf;
        private final long start = System.nanoTime();

        Reader(Suite suite, Persona persona, long seed) {
            this.suite = suite;
            this.persona = persona;
            this.random = new java.util.Random(seed);
            this.zipf = new Zipf(persona.keys(), persona.skew());
        }

        void run(double rate, java.util.function.BooleanSupplier going, AtomicLong requests, AtomicLong failures) {
            long begin = System.nanoTime();
            for (long sent = 0; going.getAsBoolean(); sent++) {
                LockSupport.parkNanos(Math.max(0, (long) (sent * 1e9 / rate) - (System.nanoTime() - begin)));
                try {
                    request(key());
                } catch (SuiteException e) {
                    failures.incrementAndGet();
                }
                requests.incrementAndGet();
            }
        }

        private int key() {
            long minutes = (System.nanoTime() - start) / Duration.ofMinutes(1).toNanos();
            return (int) ((zipf.next(random) + minutes * persona.drift()) % persona.keys());
        }

        private void request(int key) {
            String path = "/api/cache/" + persona.name() + "/" + persona.name().substring(5) + ":" + key;
            boolean write = random.nextDouble() < persona.writes();
            if (write || suite.exchange("GET", path, null, Map.of()).statusCode() == 404) {
                byte[] value = ("{\"id\":" + key + ",\"text\":\"" + "terrace ".repeat(persona.valueBytes() / 8) + "\"}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                suite.send(
                        "PUT",
                        path + "?tags=shelf-" + key % 7,
                        BodyPublishers.ofByteArray(value),
                        Map.of("Content-Type", "application/json"));
            }
        }
    }
}
