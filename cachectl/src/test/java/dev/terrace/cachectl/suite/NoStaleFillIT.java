package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnTheSuite
class NoStaleFillIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private final SlowOrigin origin = new SlowOrigin();
    private Api first;
    private Api second;

    @BeforeAll
    void suite(RunningSuite running) {
        first = running.gateway(1);
        second = running.gateway(2);
    }

    @AfterAll
    void close() {
        origin.close();
    }

    @Test
    void aReadInFlightLeavesNothingOldBehindAnInvalidation() throws Exception {
        String cache = cache("cache_aside", false);
        origin.hold("price", "old");
        CompletableFuture<Api.Reply> here = inFlight(first, cache, "price");
        CompletableFuture<Api.Reply> there = CompletableFuture.supplyAsync(() -> second.get(cache, "price"));

        origin.hold("price", "new");
        first.invalidate(cache, "keys", List.of("price")).expect(200);
        origin.open();
        here.get(10, TimeUnit.SECONDS);
        there.get(10, TimeUnit.SECONDS);
        onlyEver("new", cache, "price");
    }

    @Test
    void aReadInFlightLeavesNothingOldBehindAWriteThrough() throws Exception {
        String cache = cache("write_through", true);
        origin.hold("stock", "old");
        CompletableFuture<Api.Reply> there = inFlight(second, cache, "stock");

        int status = first.put(cache, "stock", "new").status();
        assertEquals(2, status / 100, "status " + status);
        origin.open();
        there.get(10, TimeUnit.SECONDS);
        onlyEver("new", cache, "stock");
    }

    private String cache(String strategy, boolean writable) {
        String cache = first.cache(
                Map.of("tiers", List.of("memory", "redis"), "strategy", strategy, "origin", origin.settings(writable)));
        await().atMost(SOON).until(() -> second.knows(cache));
        return cache;
    }

    /** A read that stands at the origin, which has the value of now in its hands. */
    private CompletableFuture<Api.Reply> inFlight(Api gateway, String cache, String key) {
        origin.shut();
        int before = origin.reads();
        CompletableFuture<Api.Reply> reading = CompletableFuture.supplyAsync(() -> gateway.get(cache, key));
        await().atMost(SOON).until(() -> origin.reads() > before);
        return reading;
    }

    private void onlyEver(String value, String cache, String key) {
        Steadily.holds(Duration.ofSeconds(1), () -> List.of(first, second).stream()
                .allMatch(gateway -> gateway.get(cache, key).expect(200).text().equals(value)));
    }
}
