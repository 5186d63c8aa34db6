package dev.terrace.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.process.Stopped;
import dev.terrace.benchmarks.suite.Suite;
import dev.terrace.kit.test.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law 6: a server that hangs is out of the way soon and taken back by itself, and no event loop waits for it. How soon is printed; the
 * limits here are those of a machine that does other things as well, since a second and two are for a quiet one.
 */
@ExtendWith(StartedFleet.class)
class HungTierTrial {
    private static final Duration OPENS = Duration.ofSeconds(5);
    private static final Duration CLOSES = Duration.ofSeconds(10);
    /** How much later a busy machine may show it: it is asked over HTTP. */
    private static final Duration SHOWN = Duration.ofMillis(500);

    private static final Pattern BLOCKED = Pattern.compile("Thread\\[vert\\.x-eventloop[^]]*] has been blocked");
    /** The top of a stack that waits; any other one was not given the processor, or works. */
    private static final Pattern WAITS =
            Pattern.compile("\\.(park|wait0?|sleep0?|join|poll|connect0?|read0|socketRead0?)\\(");

    private static String tier(String server) {
        return server.equals("postgres") ? "database" : server;
    }

    private static long pid(Fleet fleet, String server) {
        return switch (server) {
            case "redis" -> fleet.redis.pid();
            case "memcached" -> fleet.memcached.pid();
            default -> LocalStack.pid(server);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "memcached", "postgres"})
    void aServerThatHangsIsLeftAloneAndTakenBack(String server, Fleet fleet) throws Exception {
        Suite gateway = fleet.standing().gateways().getFirst();
        String tier = tier(server);
        String cache = "hung_" + tier;
        gateway.makeCache(cache, "\"tiers\":[\"memory\",\"" + tier + "\"]");
        gateway.put("/api/cache/" + cache + "/hit", "x".getBytes(StandardCharsets.US_ASCII));
        long before = Files.size(fleet.logOf(0));
        try (Misses misses = new Misses(gateway, cache);
                Wire hits = new Wire(gateway.url(), "Bearer " + gateway.token())) {
            Awaitility.await().atMost(Fleet.PATIENCE).until(() -> misses.answered() > 300);
            long shown = shown(gateway, cache, tier);
            long stoppedAt;
            long openedAt;
            try (Stopped stopped = new Stopped(pid(fleet, server))) {
                stoppedAt = System.nanoTime();
                Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> gateway.breakerOpen(cache, tier));
                openedAt = System.nanoTime();
                for (int i = 0; i < 200; i++) {
                    Wire.Reply reply = hits.get("/api/cache/" + cache + "/hit");
                    assertTrue(reply.head().contains("memory; hit"), reply::toString);
                    LockSupport.parkNanos(2_000_000);
                }
            }
            long continuedAt = System.nanoTime();
            Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> !gateway.breakerOpen(cache, tier));
            long closedAt = System.nanoTime();
            System.out.printf(
                    "%s hung: breaker open after %d ms, closed %d ms after it went on%n",
                    server, (openedAt - stoppedAt) / 1_000_000, (closedAt - continuedAt) / 1_000_000);
            within("opened", openedAt - stoppedAt, OPENS, shown);
            within("closed", closedAt - continuedAt, CLOSES, shown);
            assertEquals(List.of(), waiting(fleet, before));
        }
        removed(gateway, cache);
    }

    /** The catalog's own connections may be the ones that were stopped. */
    private static void removed(Suite gateway, String cache) {
        Awaitility.await().atMost(Fleet.PATIENCE).ignoreExceptions().until(() -> {
            gateway.removeCache(cache);
            return true;
        });
    }

    /** How long it takes to be told of a breaker: the longest of some times, nanoseconds. */
    private static long shown(Suite gateway, String cache, String tier) {
        long longest = 0;
        for (int i = 0; i < 20; i++) {
            long asked = System.nanoTime();
            assertFalse(gateway.breakerOpen(cache, tier));
            longest = Math.max(longest, System.nanoTime() - asked);
        }
        return longest;
    }

    private static void within(String what, long nanos, Duration limit, long shown) {
        assertTrue(nanos <= limit.plus(SHOWN).plusNanos(shown).toNanos(), what + " after " + nanos / 1_000_000 + " ms");
    }

    /** Warnings since then of an event loop that waited for something, with the top of its stack. */
    private static List<String> waiting(Fleet fleet, long since) throws IOException {
        byte[] log = Files.readAllBytes(fleet.logOf(0));
        List<String> lines = new String(log, (int) since, (int) (log.length - since), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (BLOCKED.matcher(lines.get(i)).find()
                    && WAITS.matcher(lines.get(i + 1)).find()) {
                found.add(lines.get(i) + lines.get(i + 1));
            }
        }
        return found;
    }

    /** Reads of keys that are nowhere, one after the other on a few connections: each asks the tier. */
    private static final class Misses implements AutoCloseable {
        private static final int CONNECTIONS = 4;
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final java.util.concurrent.atomic.AtomicLong answered = new java.util.concurrent.atomic.AtomicLong();
        private final List<Thread> threads = new ArrayList<>();

        Misses(Suite gateway, String cache) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    try (Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token())) {
                        while (going.get()) {
                            wire.get("/api/cache/" + cache + "/absent-" + answered.incrementAndGet());
                            LockSupport.parkNanos(5_000_000);
                        }
                    }
                }));
            }
        }

        long answered() {
            return answered.get();
        }

        @Override
        public void close() throws InterruptedException {
            going.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
