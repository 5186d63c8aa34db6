package dev.terrace.gateway.coherence.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log on a real Redis: two nodes, a log that loses its memory, hangs, and comes back. */
class RedisLogIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private PrivateServer redis;
    private TwoNodes nodes;

    @BeforeEach
    void start() {
        redis = LocalStack.privateLogRedis();
        nodes = new TwoNodes(redis.url(), LogSettings.of(redis.url(), "it:", ""));
        await().until(() -> nodes.nodes.stream().allMatch(n -> n.log().reachable()));
    }

    @AfterEach
    void stop() throws IOException {
        nodes.close();
        redis.close();
    }

    private static Selector key(String key) {
        return new Selector(List.of(key), List.of(), null, false, false);
    }

    private static List<Selector> everyKind() {
        return List.of(
                key("k"),
                new Selector(List.of(), List.of("t"), null, false, false),
                new Selector(List.of(), List.of(), "k*", false, false),
                new Selector(List.of(), List.of(), null, true, false),
                new Selector(List.of("k"), List.of(), null, false, true),
                new Selector(List.of(), List.of("t"), null, false, true),
                new Selector(List.of(), List.of(), "k*", false, true),
                new Selector(List.of(), List.of(), null, true, true));
    }

    @Test
    void aNodeThatComesLaterKnowsTheSoftMarks() {
        nodes.invalidate(0, new Selector(List.of("k", "k"), List.of("t"), "k*", false, true));
        try (TwoNodes later = new TwoNodes(redis.url(), LogSettings.of(redis.url(), "it:", ""), nodes.epochs)) {
            await().until(() -> later.nodes.get(0).held().softMarks() == 3);
        }
        nodes.invalidate(0, new Selector(List.of(), List.of(), null, true, true));
        try (TwoNodes later = new TwoNodes(redis.url(), LogSettings.of(redis.url(), "it:", ""), nodes.epochs)) {
            await().until(() -> later.nodes.stream().allMatch(n -> n.log().reachable()));
            assertEquals(0, later.nodes.get(0).held().softMarks(), "all covers what the others did");
        }
    }

    /** They come in pieces of ten thousand; some were marked twice. */
    @Test
    void aNodeThatComesLaterKnowsEveryKeyMark() {
        int most = 25_000;
        for (int from = 0; from < most; from += 1_000) {
            List<String> keys =
                    IntStream.range(from, from + 1_000).mapToObj(i -> "k" + i).toList();
            nodes.invalidate(0, new Selector(keys, List.of(), null, false, false));
        }
        nodes.invalidate(0, new Selector(List.of("k0", "k12345"), List.of(), null, false, false));
        try (TwoNodes later = new TwoNodes(redis.url(), LogSettings.of(redis.url(), "it:", ""), nodes.epochs)) {
            await().until(() -> later.nodes.get(0).log().reachable());
            assertEquals(most, later.nodes.get(0).held().keyMarks());
        }
    }

    @Test
    void theOldestSoftMarksGoAndLeaveMoreStale() {
        LogSettings few = new LogSettings(redis.url(), "few:", "", 1000, 1000, 2, 2);
        try (TwoNodes small = new TwoNodes(redis.url(), few)) {
            await().until(() -> small.nodes.stream().allMatch(n -> n.log().reachable()));
            small.read(1, "k");
            small.origin.set("v2");
            for (String key : List.of("k", "x", "y", "z")) {
                small.invalidate(0, new Selector(List.of(key), List.of(), null, false, true));
            }
            await().until(() -> small.nodes.get(1).held().softMarks() == 2);
            assertEquals("v2", small.read(1, "k"), "its mark was dropped, and everything older is stale");
        }
    }

    @Test
    void theAcknowledgingNodeSeesItAtOnceAndTheOtherSoon() {
        int version = 1;
        for (Selector selector : everyKind()) {
            assertEquals("v" + version, nodes.read(0, "k"));
            assertEquals("v" + version, nodes.read(1, "k"));
            version++;
            nodes.origin.set("v" + version);
            assertEquals("v" + (version - 1), nodes.read(0, "k"), "kept until it is invalidated");
            assertNotNull(nodes.invalidate(0, selector).position());
            assertEquals("v" + version, nodes.read(0, "k"));
            String expected = "v" + version;
            await().atMost(SECOND).until(() -> nodes.read(1, "k").equals(expected));
        }
    }

    @Test
    void aBatchWithATokenIsAnsweredByWhatTheTokenSawOnEveryNode() {
        for (int version = 2; version < 40; version++) {
            nodes.read(1, "k");
            nodes.origin.set("v" + version);
            Position token = nodes.invalidate(0, key("k")).position();
            assertEquals(List.of("v" + version), nodes.readAll(1, List.of("k"), token));
        }
        Position far = new Position(nodes.nodes.get(1).log().position().epoch(), 1_000_000);
        assertTrue(nodes.readAll(1, List.of("k"), far).getFirst().contains("POSITION_NOT_REACHED"));
    }

    @Test
    void oneLoadAfterAnInvalidationIsKept() {
        nodes.read(0, "k");
        nodes.invalidate(0, key("k"));
        int before = nodes.calls.get();
        nodes.read(0, "k");
        nodes.read(0, "k");
        assertEquals(before + 1, nodes.calls.get());
    }

    @Test
    void flushAllBeginsANewEpoch() {
        nodes.read(0, "k");
        nodes.read(1, "k");
        long epoch = nodes.nodes.get(0).log().position().epoch();
        Vertx vertx = Vertx.vertx();
        Redis client = Redis.createClient(vertx, redis.url());
        client.send(Request.cmd(Command.FLUSHALL))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        await().until(() ->
                nodes.nodes.stream().allMatch(n -> n.log().position().epoch() > epoch));
        nodes.origin.set("v2");
        await().until(() -> nodes.nodes.stream().allMatch(n -> n.log().reachable()));
        InvalidationResult result = nodes.invalidate(1, key("other"));
        assertNotNull(result.position());
        assertEquals("v2", nodes.read(0, "k"), "what was filled before is of an older epoch");
        assertEquals("v2", nodes.read(1, "k"));
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aLogThatHangsStopsNothingAndHealsWithWhatWaited() throws IOException {
        nodes.read(0, "k");
        nodes.read(1, "k");
        redis.pause();
        long start = System.nanoTime();
        nodes.origin.set("v2");
        assertNull(nodes.invalidate(0, key("k")).position());
        assertEquals("v2", nodes.read(0, "k"));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos(), "half a second, then it goes on");
        assertEquals("v1", nodes.read(1, "k"));
        redis.resume();
        await().atMost(Duration.ofSeconds(5)).until(() -> nodes.read(1, "k").equals("v2"));
        await().until(() -> nodes.nodes.get(0).held().pending() == 0);
    }

    @Test
    void aRestartedLogIsANewEpochThoughItKeptItsData() throws IOException {
        nodes.read(1, "k");
        nodes.invalidate(0, key("x"));
        long epoch = nodes.nodes.get(0).log().position().epoch();
        nodes.origin.set("v2");
        redis.restart();
        await().atMost(Duration.ofSeconds(10)).until(() -> nodes.nodes.stream()
                .allMatch(n -> n.log().position().epoch() > epoch));
        await().atMost(Duration.ofSeconds(10)).until(() -> nodes.read(1, "k").equals("v2"));
    }
}
