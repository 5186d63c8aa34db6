package dev.terrace.gateway.herd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Law 4 on a real Redis: four gateways, and more readers of a missing key than an origin could bear. */
class HerdIT {
    private static final int NODES = 4;
    private static final int READERS = 2000;
    private static final int KEYS = 2500;

    private PrivateServer log;
    private PrivateServer values;
    private Gateways gateways;

    @BeforeEach
    void start() {
        log = LocalStack.privateLogRedis();
        values = LocalStack.privateRedis();
        gateways = new Gateways(NODES, log.url(), values.url());
        gateways.loadMs = 1;
        await().until(() -> gateways.engines.stream().allMatch(e -> e.log().reachable()));
        await().until(this::fillsAreShared);
        gateways.loadMs = 200;
        gateways.loads.clear();
    }

    @AfterEach
    void stop() throws IOException {
        gateways.close();
        log.close();
        values.close();
    }

    /** Whether the values' tier takes fills already: it has to learn its floor. */
    private boolean fillsAreShared() {
        String key = UUID.randomUUID().toString();
        for (int node = 0; node < NODES; node++) {
            gateways.node(node).read(key, ReadOptions.PLAIN).await().atMost(Duration.ofSeconds(10));
        }
        return gateways.loadsOf(key) == 1;
    }

    /** All readers of all those nodes, interleaved; returns when every one was answered. */
    private List<ReadResult> herd(String key, int readers, IntPredicate nodes) throws InterruptedException {
        List<ReadResult> answers = Collections.synchronizedList(new ArrayList<>());
        int count =
                (int) java.util.stream.IntStream.range(0, NODES).filter(nodes).count();
        CountDownLatch all = new CountDownLatch(readers * count);
        for (int i = 0; i < readers; i++) {
            for (int node = 0; node < NODES; node++) {
                if (nodes.test(node)) {
                    gateways.node(node).read(key, ReadOptions.PLAIN).subscribe().with(answer -> {
                        answers.add(answer);
                        all.countDown();
                    });
                }
            }
        }
        assertTrue(all.await(20, TimeUnit.SECONDS), () -> all.getCount() + " were not answered");
        return answers;
    }

    private static void allHit(List<ReadResult> answers, String key) {
        byte[] value = key.getBytes(StandardCharsets.UTF_8);
        for (ReadResult answer : answers) {
            assertArrayEquals(
                    value,
                    assertInstanceOf(ReadResult.Hit.class, answer).entry().value());
        }
    }

    @Test
    void oneOriginCallForEightThousandReadersOnFourNodes() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            String key = "hot" + round;
            allHit(herd(key, READERS, node -> true), key);
            assertEquals(1, gateways.loadsOf(key), key);
        }
    }

    @Test
    void twoCallsWhenTheWinnerIsKilled() throws InterruptedException {
        gateways.loadMs = 400;
        String key = "killed";
        for (int node = 0; node < NODES; node++) {
            gateways.node(node).read(key, ReadOptions.PLAIN).subscribe().with(answer -> {});
        }
        await().pollInterval(Duration.ofMillis(2)).until(() -> gateways.loadsOf(key) == 1);
        int winner = gateways.loads.peek().node();
        gateways.kill(winner);
        allHit(herd(key, READERS / 4, node -> node != winner), key);
        assertEquals(2, gateways.loadsOf(key));
        assertNotEquals(winner, List.copyOf(gateways.loads).get(1).node());
    }

    @Test
    void withoutTheLeaseStoreOneCallANode() throws IOException, InterruptedException {
        log.pause();
        try {
            String key = "away";
            allHit(herd(key, READERS / 4, node -> true), key);
            assertTrue(gateways.loadsOf(key) <= NODES, gateways.loadsOf(key) + " calls");
            assertEquals(
                    gateways.loadsOf(key),
                    gateways.loads.stream().map(Gateways.Load::node).distinct().count(),
                    "none twice");
        } finally {
            log.resume();
        }
    }

    /** Each node asks for every key in an order of its own, so nodes meet at a key before, during and after its load. */
    @Test
    void manyKeysOnAllNodesAreLoadedOnceEach() throws InterruptedException {
        gateways.loadMs = 5;
        CountDownLatch all = new CountDownLatch(KEYS * NODES);
        AtomicLong hits = new AtomicLong();
        for (int node = 0; node < NODES; node++) {
            List<Integer> order = new ArrayList<>(
                    java.util.stream.IntStream.range(0, KEYS).boxed().toList());
            Collections.shuffle(order, new Random(node));
            int chains = 64;
            for (int chain = 0; chain < chains; chain++) {
                next(node, order, chain, chains, hits, all);
            }
        }
        assertTrue(all.await(60, TimeUnit.SECONDS), () -> all.getCount() + " were not answered");
        assertEquals(KEYS * NODES, hits.get());
        double calls = gateways.loads.size() / (double) KEYS;
        assertTrue(calls <= 1.02, calls + " calls a key");
    }

    private void next(int node, List<Integer> order, int at, int step, AtomicLong hits, CountDownLatch all) {
        if (at >= order.size()) {
            return;
        }
        gateways.node(node)
                .read("many" + order.get(at), ReadOptions.PLAIN)
                .subscribe()
                .with(answer -> {
                    hits.addAndGet(answer instanceof ReadResult.Hit ? 1 : 0);
                    all.countDown();
                    gateways.machines.get(node).runOnContext(any -> next(node, order, at + step, step, hits, all));
                });
    }
}
