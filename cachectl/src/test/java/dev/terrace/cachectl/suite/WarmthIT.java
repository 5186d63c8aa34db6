package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What one gateway's memory learns from the other's: that the entries are there is told by metrics, since a read would bring them. */
@OnTheSuite
@Isolated
@Order(2)
class WarmthIT {
    private static final int KEYS = 1_000;
    /** A hint goes out five times a second, over a window of half a second; beyond that it is the machine. */
    private static final Duration HEARD = Duration.ofSeconds(10);

    /** As long as the launcher waits for a gateway. */
    private static final Duration BACK = Duration.ofSeconds(120);

    private static final Duration WARM = Duration.ofSeconds(30);
    private static final long GAP_NANOS = 4_000_000;
    private RunningSuite suite;
    private Api first;
    private Api second;

    @BeforeAll
    void suite(RunningSuite running) {
        suite = running;
        first = running.gateway(1);
        second = running.gateway(2);
    }

    private String cache() {
        String cache = first.cache(Map.of("tiers", List.of("memory", "redis"), "ttl_seconds", 3600));
        await().atMost(HEARD).until(() -> second.knows(cache));
        return cache;
    }

    @Test
    void aKeyThatIsHotOnOneGatewayIsInTheMemoryOfTheOtherBeforeItIsAskedFor() throws InterruptedException {
        String cache = cache();
        first.put(cache, "hot", "value").expect(201);
        first.put(cache, "cold", "value").expect(201);
        await().atMost(HEARD).until(() -> inMemory(second, cache) == 0);
        AtomicBoolean going = new AtomicBoolean(true);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(Thread.ofVirtual().start(() -> {
                while (going.get()) {
                    first.get(cache, "hot").expect(200);
                    LockSupport.parkNanos(GAP_NANOS);
                }
            }));
        }
        await().atMost(HEARD).until(() -> inMemory(second, cache) > 0);
        going.set(false);
        for (Thread reader : readers) {
            reader.join();
        }
        assertEquals(1, inMemory(second, cache), "the hot one alone");
        assertTrue(fromMemory(second.get(cache, "hot").expect(200)));
    }

    @Test
    void aKilledGatewayHasItsMemoryAgainFromTheOtherBeforeItIsAsked() {
        String cache = cache();
        List<Map<String, String>> entries = new ArrayList<>();
        String value = Base64.getEncoder().encodeToString(Api.bytes("value"));
        for (int i = 0; i < KEYS; i++) {
            entries.add(Map.of("key", "k" + i, "value", value));
        }
        Map<String, String> json = Map.of("Content-Type", "application/json");
        first.send("POST", "/api/cache/" + cache + "/_mset", Api.json(Map.of("entries", entries)), json)
                .expect(200);
        await().atMost(HEARD).until(() -> inMemory(first, cache) == KEYS);

        RunningSuite.signal("KILL", suite.pid("cache-gateway-2"));
        await().atMost(BACK).ignoreExceptions().until(() -> second.knows(cache));
        await().atMost(WARM).until(() -> inMemory(second, cache) >= KEYS * 9 / 10);
        long hits = 0;
        for (int i = 0; i < KEYS; i++) {
            hits += fromMemory(second.get(cache, "k" + i).expect(200)) ? 1 : 0;
        }
        long found = hits;
        assertTrue(found >= KEYS * 9 / 10, () -> found + " of " + KEYS);
    }

    private static boolean fromMemory(Api.Reply reply) {
        return reply.header("Cache-Status").contains("memory; hit");
    }

    /** Entries of a cache in a gateway's memory tier; -1 while it does not know the cache. */
    private static long inMemory(Api gateway, String cache) {
        return gateway.send("GET", "/q/metrics", new byte[0], Map.of())
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("terrace_tier_entries{")
                        && line.contains("cache=\"" + cache + "\"")
                        && line.contains("tier=\"memory\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }
}
