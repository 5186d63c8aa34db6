package dev.terrace.gateway.tier.redis;

import static dev.terrace.gateway.cache.CacheTier.Stored.REFUSED;
import static dev.terrace.gateway.cache.CacheTier.Stored.STORED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.failure;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.miss;
import static dev.terrace.gateway.tier.Trial.put;
import static dev.terrace.gateway.tier.Trial.store;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis killed, restarted with and without its data, emptied, stopped. */
class RedisOutageIT {
    private final CacheSpec spec = Trial.cache(TierName.REDIS);
    private final CacheKey key = key(spec, "k");
    private Vertx vertx;
    private PrivateServer redis;
    private RedisServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        redis = LocalStack.privateLogRedis(); // keeps its data over a restart, as one with snapshots does
        server = connect();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        redis.close();
        await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    private RedisServer connect() {
        return new RedisServer(vertx, redis.url(), 2, 50);
    }

    private CacheTier open() {
        CacheTier tier = new RedisTiers(server, Trial.CLOCK, (name, at, why) -> {}).open(spec);
        await(tier.raiseFloor(at(0)));
        return tier;
    }

    private void awaitStored(CacheTier tier, String value, long asOf) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> put(tier, key, entry(value, asOf)) == STORED);
    }

    @Test
    void failsAtOnceWhileAwayAndComesBackByItself() throws IOException {
        CacheTier tier = open();
        redis.kill();
        Awaitility.await()
                .untilAsserted(() -> assertTrue(failure(tier.find(key)).getMessage() != null));
        redis.restart();
        awaitStored(tier, "back", 5);
        assertEquals(Optional.of("back"), text(tier, key));
    }

    @Test
    void awayAtStartStopsNothing() throws IOException {
        redis.kill();
        CacheTier tier = new RedisTiers(server, Trial.CLOCK, (name, at, why) -> {}).open(spec);
        failure(tier.raiseFloor(at(3)));
        failure(tier.probe());
        redis.restart();
        awaitStored(tier, "now", 5);
    }

    @Test
    void restartedWithItsDataHoldsNothingOfBefore() throws IOException {
        CacheTier tier = open();
        Ticket ticket = miss(tier, key(spec, "other"));
        put(tier, key, entry("old", 5));
        redis.restart();
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> text(tier, key)
                .isEmpty());
        assertEquals(REFUSED, store(tier, key(spec, "other"), entry("late", 6), ticket));
        awaitStored(tier, "new", 6);
    }

    @Test
    void emptiedRefusesFillsUntilTheFloorIsRaisedAgain() {
        CacheTier tier = open();
        Ticket ticket = miss(tier, key);
        await(server.send(run -> Request.cmd(Command.FLUSHALL)));
        CacheTier strange = new RedisTiers(server, Trial.CLOCK, (name, at, why) -> {}).open(spec);
        assertEquals(REFUSED, put(strange, key, entry("floor not known", 5)));
        assertEquals(REFUSED, store(tier, key, entry("late", 5), ticket));
        miss(tier, key);
        awaitStored(tier, "new", 5);
        assertEquals(REFUSED, store(tier, key, entry("late", 9), ticket));
        assertEquals(Optional.of("new"), text(strange, key));
    }

    @Test
    void stoppedHoldsABoundedNumberOfCallsAndGoesOn() throws IOException {
        CacheTier tier = open();
        put(tier, key, entry("there", 5));
        redis.pause();
        List<Uni<?>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Uni<?> call = tier.find(key).memoize().indefinitely();
            call.subscribe().with(found -> {}, e -> {});
            calls.add(call);
        }
        assertTrue(String.valueOf(failure(tier.find(key)).getMessage()).contains("Too many calls"));
        redis.resume();
        calls.forEach(Trial::await);
        assertEquals(Optional.of("there"), text(tier, key));
    }
}
