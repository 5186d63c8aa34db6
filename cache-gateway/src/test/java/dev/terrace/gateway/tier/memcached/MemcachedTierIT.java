package dev.terrace.gateway.tier.memcached;

import static dev.terrace.gateway.cache.CacheTier.Stored.TOO_LARGE;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.SharedTierContract;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemcachedTierIT extends SharedTierContract {
    private static MemcachedServers servers;
    private static MemcachedServers otherServers;

    @BeforeAll
    static void connect() {
        List<String> addresses = List.of(LocalStack.environment().getOrDefault("TERRACE_MEMCACHED_SERVERS", ""));
        servers = new MemcachedServers(addresses, Duration.ofSeconds(5), 1000);
        otherServers = new MemcachedServers(addresses, Duration.ofSeconds(5), 1000);
        Awaitility.await().until(() -> started(servers) && started(otherServers));
    }

    @AfterAll
    static void disconnect() {
        servers.close();
        otherServers.close();
    }

    static boolean started(MemcachedServers servers) {
        return servers.all().stream().allMatch(server -> server.start() != null);
    }

    @Override
    protected TierFactory factory() {
        return new MemcachedTiers(servers, Trial.CLOCK, (tier, key, why) -> {});
    }

    @Override
    protected TierFactory otherFactory() {
        return new MemcachedTiers(otherServers, Trial.CLOCK, (tier, key, why) -> {});
    }

    @Test
    void takesNothingLargerThanItSays() {
        int limit = (int) tier.capabilities().maxValueBytes();
        assertEquals(TOO_LARGE, put(tier, key, entry(Trial.noise(limit), 5, 60_000, 60_000)));
        await(tier.remove(key, Trial.at(6)));
    }
}
