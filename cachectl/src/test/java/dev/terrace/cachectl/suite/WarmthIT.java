package dev.terrace.cachectl.suite;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/** What one gateway's memory learns from the other's: that the entries are there is told by metrics, since a read would bring them. */
@OnTheSuite
@Isolated
@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WarmthIT {
    private static final int KEYS = 1_000;
    /** A hint goes out five times a second, over a window of half a second; beyond that it is the machine. */
    private static final Duration HEARD = Duration.ofSeconds(10);

    /** As long as the launcher waits for a gateway. */
    private static final Duration BACK = Duration.ofSeconds(120);

    private static final Duration WARM = Duration.ofSeconds(30);
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

    /** Before the other: a gateway that has just started fills the caches that open then from the others' memory. */
    @Test
    @Order(1)
    void aKeyThatIsHotOnOneGatewayIsInTheMemoryOfTheOtherBeforeItIsAskedFor() throws InterruptedException {
        String cache = cache();
        first.putAll(cache, Map.of("k0", "hot", "k1", "cold")).expect(200);
        await().atMost(HEARD).until(() -> inMemory(second, cache) == 0);
        try (Readers hot = new Readers(List.of(first), cache, 1)) {
            await().atMost(HEARD).until(() -> inMemory(second, cache) > 0);
            assertEquals(List.of(), hot.failures());
        }
        assertEquals(1, inMemory(second, cache), "the hot one alone");
        assertTrue(fromMemory(second.get(cache, "k0").expect(200)));
    }

    @Test
    @Order(2)
    void aKilledGatewayHasItsMemoryAgainFromTheOtherBeforeItIsAsked() {
        String cache = cache();
        Map<String, String> values =
                IntStream.range(0, KEYS).mapToObj(i -> "k" + i).collect(toMap(identity(), identity()));
        first.putAll(cache, values).expect(200);
        await().atMost(HEARD).until(() -> inMemory(first, cache) == KEYS);

        RunningSuite.signal("KILL", suite.pid("cache-gateway-2"));
        await().atMost(BACK).ignoreExceptions().until(() -> second.knows(cache));
        await().atMost(WARM).until(() -> inMemory(second, cache) >= KEYS * 9 / 10);
        long found = values.keySet().stream()
                .filter(key -> fromMemory(second.get(cache, key).expect(200)))
                .count();
        assertTrue(found >= KEYS * 9 / 10, () -> found + " of " + KEYS);
    }

    private static boolean fromMemory(Api.Reply reply) {
        return reply.header("Cache-Status").contains("memory; hit");
    }

    /** Entries of a cache in a gateway's memory tier; -1 until its metrics have the cache. */
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
