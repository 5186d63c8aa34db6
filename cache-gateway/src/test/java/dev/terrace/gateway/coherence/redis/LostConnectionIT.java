package dev.terrace.gateway.coherence.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.Selector;
import dev.terrace.kit.test.Line;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node whose connection to the log is lost without a word, as by a firewall that forgets it: it has to notice by itself, in time for all
 * nodes to agree a second after the network is whole.
 */
class LostConnectionIT {
    /** A second on a quiet machine; it was eleven when a lost connection was only noticed by its answer's absence. */
    private static final Duration HEALED = Duration.ofSeconds(5);

    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(longs = {300, 3_000})
    void nodesAgreeSoonAfterTheNetworkIsWhole(long lostMs) throws Exception {
        try (PrivateServer redis = LocalStack.privateLogRedis();
                Line line = new Line(redis.port());
                TwoNodes nodes = new TwoNodes(
                        List.of(redis.url(), "redis://127.0.0.1:" + line.port()),
                        LogSettings.of(redis.url(), "it:", ""))) {
            await().atMost(LONG)
                    .until(() -> nodes.nodes.stream().allMatch(n -> n.log().reachable()));
            acknowledged(nodes, "other");
            assertEquals("v1", nodes.read(1, "k"));
            line.turn(Line.State.LOST);
            nodes.origin.set("v2");
            acknowledged(nodes, "k");
            await().pollDelay(Duration.ofMillis(lostMs)).until(() -> true);
            assertEquals("v1", nodes.read(1, "k"), "a relaxed cache goes on with what it has");
            line.turn(Line.State.OPEN);
            await().atMost(HEALED).until(() -> nodes.read(1, "k").equals("v2"));
        }
    }

    /** An invalidation on the node that has its log; on a busy machine the first ones may take longer than an append is given. */
    private static void acknowledged(TwoNodes nodes, String key) {
        Selector selector = new Selector(List.of(key), List.of(), null, false, false);
        await().atMost(LONG).until(() -> nodes.invalidate(0, selector).position() != null);
    }
}
