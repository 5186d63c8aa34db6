package dev.terrace.benchmarks.writeback;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.suite.OwnSuite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A gateway is killed while many writes wait; how long the next process takes until it is ready. */
final class Restart {
    private static final Duration PATIENCE = Duration.ofSeconds(600);
    private static final int AT_ONCE = 1000;
    private static final int LANES = 4;

    private final OwnSuite suite;
    private final Caches caches;

    Restart(OwnSuite suite, Caches caches) {
        this.suite = suite;
        this.caches = caches;
    }

    /**
     * What was seen.
     *
     * @param records that waited
     * @param full the start with all of them to be read
     * @param empty the start while nothing waited
     * @param drainedMs until all had been carried out, from the origin's return on
     * @param missing of the records at the origin after that
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Outcome(int records, Start full, Start empty, long drainedMs, long missing) {}

    /**
     * A gateway's start.
     *
     * @param readyMs from the process's start until it was ready and knew of all that waited
     * @param cpuMs processor time that it had used by then; on a busy machine the figure to compare
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Start(long readyMs, long cpuMs) {}

    Outcome run(int records) {
        Start empty = readyAfterKill(0);
        caches.shelf().clear();
        caches.shelf().down();
        fill(records);
        Start full = readyAfterKill(records);
        caches.shelf().up();
        long drained = Gateways.await(PATIENCE, 100, caches.gateways()::drained);
        caches.shelf().takeBackwards();
        return new Outcome(
                records, full, empty, drained, records - caches.shelf().size());
    }

    private void fill(int records) {
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            int from = lane;
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                for (int at = from * AT_ONCE; at < records; at += LANES * AT_ONCE) {
                    set(at, Math.min(at + AT_ONCE, records));
                }
            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void set(int from, int to) {
        List<Map<String, String>> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            byte[] value = (i + " a value of fifty bytes, or of a few more").getBytes(StandardCharsets.US_ASCII);
            entries.add(Map.of("key", "n" + i, "value", Base64.getEncoder().encodeToString(value)));
        }
        caches.gateways().json(0, "POST", "/api/cache/" + Caches.ORIGIN + "/_mset", Map.of("entries", entries), 200);
    }

    private Start readyAfterKill(int records) {
        int gateway = caches.gateways().count() - 1;
        String name = OwnSuite.name(gateway);
        if (Gateways.await(PATIENCE, 100, () -> caches.gateways().gauge(gateway, "records") == records) < 0) {
            throw new IllegalStateException(caches.gateways().gauge(gateway, "records") + " wait, not " + records);
        }
        long before = suite.pid(name);
        OwnSuite.kill(before);
        if (Gateways.await(PATIENCE, 5, () -> began(name, before) != null) < 0) {
            throw new IllegalStateException(name + " was not started again.");
        }
        Instant start = Objects.requireNonNull(began(name, before));
        if (Gateways.await(
                        PATIENCE,
                        10,
                        () -> caches.gateways().ready(gateway)
                                && caches.gateways().gauge(gateway, "records") == records)
                < 0) {
            throw new IllegalStateException(name + " does not become ready with all that waits.");
        }
        long ready = Duration.between(start, Instant.now()).toMillis();
        long cpu = new Running(suite.pid(name)).cpuMicros() / 1000;
        return new Start(ready, cpu);
    }

    /** When the next process after that one began, null as long as there is none that tells it. */
    private @Nullable Instant began(String name, long before) {
        long pid = suite.pid(name);
        return pid <= 0 || pid == before
                ? null
                : ProcessHandle.of(pid)
                        .flatMap(process -> process.info().startInstant())
                        .orElse(null);
    }
}
