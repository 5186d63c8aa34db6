package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnTheSuite
@Isolated
@Order(1)
class FaultsIT {
    private static final int KEYS = 2_000;
    private static final int AT_ONCE = 1_000;
    private static final int LOOK = 150;
    /** Below a tier's time limit (250 ms): reads no longer wait for what hangs. Not a figure of speed. */
    private static final double STOPPED_P99_MS = 200;

    private static final Duration RECOVERED = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(15);
    private final SlowOrigin origin = new SlowOrigin();
    private RunningSuite suite;
    private List<Api> gateways;
    private String withOrigin;
    private String alone;

    @BeforeAll
    void caches(RunningSuite running) {
        suite = running;
        gateways = List.of(running.gateway(1), running.gateway(2));
        List<String> tiers = List.of("memory", "redis", "memcached", "database");
        withOrigin = gateways.getFirst()
                .cache(Map.of("tiers", tiers, "consistency", "relaxed", "origin", origin.settings(false)));
        alone = gateways.getFirst().cache(Map.of("tiers", tiers, "consistency", "relaxed"));
        gateways.forEach(
                gateway -> await().atMost(BACK).until(() -> gateway.knows(alone) && gateway.knows(withOrigin)));
        for (int from = 0; from < KEYS; from += AT_ONCE) {
            fill(from);
        }
    }

    private void fill(int from) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = from; i < from + AT_ONCE; i++) {
            origin.hold("k" + i, "value " + i);
            values.put("k" + i, "value " + i);
        }
        gateways.getFirst().putAll(alone, values).expect(200);
    }

    @AfterAll
    void close() {
        origin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "memcached", "redis memcached"})
    void readsGoOnWhileServersHangAndTheTiersComeBack(String names) throws InterruptedException {
        List<String> servers = List.of(names.split(" "));
        List<Long> pids = servers.stream().map(suite::pid).toList();
        try (Readers reading = new Readers(gateways, withOrigin, KEYS);
                Readers recorded = new Readers(gateways, alone, KEYS)) {
            double before = usual(reading, recorded);
            pids.forEach(pid -> RunningSuite.signal("STOP", pid));
            try {
                for (Readers readers : List.of(reading, recorded)) {
                    recovers(readers, Math.max(STOPPED_P99_MS, 3 * before));
                }
            } finally {
                pids.forEach(pid -> RunningSuite.signal("CONT", pid));
            }
            servers.forEach(this::awaitClosed);
            assertEquals(List.of(), reading.failures());
            assertEquals(List.of(), recorded.failures());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "memcached", "redis memcached"})
    void readsGoOnWhileServersAreKilledAndStartedAgain(String names) throws InterruptedException {
        List<String> servers = List.of(names.split(" "));
        List<Long> pids = servers.stream().map(suite::pid).toList();
        try (Readers reading = new Readers(gateways, withOrigin, KEYS);
                Readers recorded = new Readers(gateways, alone, KEYS)) {
            pids.forEach(pid -> RunningSuite.signal("KILL", pid));
            servers.forEach(server ->
                    await().atMost(BACK).until(() -> suite.pid(server), pid -> pid > 0 && !pids.contains(pid)));
            servers.forEach(this::awaitClosed);
            assertEquals(List.of(), reading.failures());
            assertEquals(List.of(), recorded.failures());
        }
    }

    @Test
    void theLogMayHangAndAfterwardsBothGatewaysAgree() throws InterruptedException {
        long log = suite.pid("log_redis");
        int touched = 20;
        try (Readers recorded = new Readers(gateways, alone, KEYS)) {
            RunningSuite.signal("STOP", log);
            try {
                for (int i = 0; i < touched; i++) {
                    int write = gateways.get(i % 2)
                            .put(alone, "k" + i, "later " + i)
                            .status();
                    assertTrue(write == 201 || write == 204 || write == 503, "write " + write);
                    int drop = gateways.get(i % 2)
                            .invalidate(alone, "keys", List.of("dropped-" + i))
                            .status();
                    assertTrue(drop == 200 || drop == 202 || drop == 503, "invalidation " + drop);
                }
            } finally {
                RunningSuite.signal("CONT", log);
            }
            await().atMost(BACK).until(() -> agree(touched));
            assertEquals(List.of(), recorded.failures());
        }
    }

    private boolean agree(int touched) {
        for (int i = 0; i < touched; i++) {
            Api.Reply one = gateways.get(0).get(alone, "k" + i);
            Api.Reply other = gateways.get(1).get(alone, "k" + i);
            if (one.status() != other.status() || !one.text().equals(other.text())) {
                return false;
            }
        }
        return true;
    }

    private static double usual(Readers... all) {
        double worst = 0;
        for (Readers readers : all) {
            worst = Math.max(worst, look(readers));
        }
        return worst;
    }

    /** Reads may be slow until breakers open, which a second of traffic brings about; then they are fast again. */
    private static void recovers(Readers readers, double limit) {
        await().atMost(RECOVERED).until(() -> look(readers), p99 -> p99 < limit);
    }

    /** The 99th percentile of the reads of about a second from now. */
    private static double look(Readers readers) {
        readers.freshLook();
        await().atMost(BACK).pollInterval(Duration.ofMillis(20)).until(() -> readers.reads() > LOOK);
        return readers.p99();
    }

    private void awaitClosed(String tier) {
        for (Api gateway : gateways) {
            for (String cache : List.of(withOrigin, alone)) {
                await().atMost(BACK).until(() -> breaker(gateway, cache, tier), "closed"::equals);
            }
        }
    }

    private static String breaker(Api gateway, String cache, String tier) {
        for (JsonNode one : gateway.see("configurations/" + cache + "/stats/").path("by_tier")) {
            if (one.path("tier").asText().equals(tier)) {
                return one.path("breaker").asText();
            }
        }
        return "absent";
    }
}
