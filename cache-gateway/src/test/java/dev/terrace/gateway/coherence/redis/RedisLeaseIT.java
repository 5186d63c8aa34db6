package dev.terrace.gateway.coherence.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.lease.LeaseContract;
import dev.terrace.gateway.cache.lease.Taken;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Snapshot;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisLeaseIT extends LeaseContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static PrivateServer redis;
    private static Vertx vertx;

    private final MemoryEpochs epochs = new MemoryEpochs();
    private Node one;
    private Node two;
    private String prefix;
    private boolean paused;

    /** A log that is followed, and its leases. */
    private record Node(RedisLog log, Lease lease, AtomicReference<Position> epoch) implements AutoCloseable {
        @Override
        public void close() {
            log.close();
            lease.close();
        }
    }

    @BeforeAll
    static void server() {
        redis = LocalStack.privateLogRedis();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() throws IOException {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
    }

    @BeforeEach
    void follow() {
        prefix = "lease" + UUID.randomUUID() + ":";
        one = node("one");
        two = node("two");
        one.lease.listen(heardByOne::add);
        two.lease.listen(heardByTwo::add);
        await().until(() -> one.epoch.get() != null && two.epoch.get() != null);
        await().until(() -> subscribers() == 2);
    }

    private Node node(String name) {
        WallTime time = new WallTime(vertx);
        RedisLog log = new RedisLog(vertx, LogSettings.of(redis.url(), prefix, name), epochs, time);
        AtomicReference<Position> epoch = new AtomicReference<>();
        log.follow(new InvalidationLog.Follower() {
            @Override
            public void loaded(Snapshot snapshot) {
                epoch.set(snapshot.at());
            }

            @Override
            public void applied(List<Logged> entries) {}

            @Override
            public void current(long sentNanos) {}
        });
        return new Node(log, log.leases(), epoch);
    }

    private String channel() {
        return LogSettings.of(redis.url(), prefix, "").names() + "leases";
    }

    private int subscribers() {
        return ask(Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(channel()))
                .get(1)
                .toInteger();
    }

    private static io.vertx.redis.client.Response ask(Request request) {
        Redis client = Redis.createClient(vertx, redis.url());
        try {
            return client.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            client.close();
        }
    }

    @AfterEach
    void leave() throws IOException {
        if (paused) {
            redis.resume();
        }
        one.close();
        two.close();
    }

    @Override
    protected Lease one() {
        return one.lease;
    }

    @Override
    protected Lease two() {
        return two.lease;
    }

    @Override
    protected Position append(Mark mark) {
        return one.log.append(List.of(mark)).await().atMost(PATIENCE).get(0).position();
    }

    @Override
    protected void pass(long ms) {
        long end = System.nanoTime() + ms * 1_000_000;
        await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() >= end);
    }

    @Override
    protected void arrive(List<Announcement> heard, int count) {
        await().atMost(PATIENCE).until(() -> heard.size() >= count);
    }

    @Override
    protected void cutOne() {
        try {
            redis.pause();
            paused = true;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void leavesNothingBehindThatDoesNotEnd() {
        CacheKey key = CacheKey.of("c", "bounded");
        Taken.Won won = assertInstanceOf(
                Taken.Won.class, one.lease.take(key, 5000).await().atMost(PATIENCE));
        String name = LogSettings.of(redis.url(), prefix, "").names() + "lease:"
                + won.asOf().epoch() + ":c " + key.hash();
        assertEquals(true, ask(Request.cmd(Command.PTTL).arg(name)).toLong() > 0);
        one.lease.release(won, Announcement.Outcome.FILLED).await().atMost(PATIENCE);
        long left = ask(Request.cmd(Command.PTTL).arg(name)).toLong();
        assertEquals(true, left > 0 && left <= Lease.REMEMBERED_MS, left + " ms");
    }

    @Test
    void hearsAgainAfterItsConnectionWasCut() {
        ask(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("pubsub"));
        await().atMost(PATIENCE).until(() -> subscribers() == 2);
        CacheKey key = CacheKey.of("c", "k");
        Taken.Won won = assertInstanceOf(
                Taken.Won.class, one.lease.take(key, 5000).await().atMost(PATIENCE));
        two.lease.take(key, 5000).await().atMost(PATIENCE);
        one.lease.release(won, Announcement.Outcome.FILLED).await().atMost(PATIENCE);
        arrive(heardByTwo, 1);
    }

    @Test
    void whatAnotherVersionSaysIsNotHeard() {
        assertNull(RedisLease.announcement("c 1 MELTED 1 2"));
        assertNull(RedisLease.announcement("c x FILLED 1 2"));
        assertNull(RedisLease.announcement("nonsense"));
    }
}
