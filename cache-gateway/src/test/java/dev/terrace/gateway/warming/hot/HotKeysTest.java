package dev.terrace.gateway.warming.hot;

import static dev.terrace.gateway.warming.TwoGateways.CACHE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.hot.HotChannel;
import dev.terrace.gateway.cache.hot.HotNews;
import dev.terrace.gateway.telemetry.Telemetry;
import dev.terrace.gateway.warming.TwoGateways;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is hot on node 0 is in the memory of node 1, and stays there. */
class HotKeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Consumer<HotNews>> listeners = new CopyOnWriteArrayList<>();
    private final List<HotKeys> hot = new ArrayList<>();
    private TwoGateways gateways;

    @BeforeEach
    void start() {
        gateways = new TwoGateways();
        for (int node = 0; node < 2; node++) {
            Telemetry meters = gateways.telemetry.get(node);
            HotKeys keys = new HotKeys(
                    "run" + node,
                    gateways.engines.get(node),
                    cache -> sketch(meters, cache),
                    channel(),
                    (run, cache, key) -> Uni.createFrom().voidItem(),
                    gateways.time);
            hot.add(keys);
            keys.start();
        }
    }

    private List<HotNews.Key> sketch(Telemetry meters, String cache) {
        return meters.heat(cache).stream()
                .peek(heat -> heat.tick(System.nanoTime()))
                .flatMap(heat -> heat.hot().stream())
                .map(key -> new HotNews.Key(key.key(), key.rate()))
                .toList();
    }

    private HotChannel channel() {
        return new HotChannel() {
            @Override
            public void tell(HotNews news) {
                listeners.forEach(listener -> listener.accept(news));
            }

            @Override
            public void listen(Consumer<HotNews> listener) {
                listeners.add(listener);
            }

            @Override
            public void close() {}
        };
    }

    @AfterEach
    void stop() {
        hot.forEach(HotKeys::stop);
        gateways.close();
    }

    private void readUntilTheOtherHas(String key) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            IntStream.range(0, 50).forEach(i -> gateways.read(0, key));
            return gateways.node(1).filling().holds(key);
        });
    }

    @Test
    void aHotKeyIsInTheOthersMemoryAndIsKeptThere() {
        assertFalse(gateways.node(1).filling().holds("hot"));
        readUntilTheOtherHas("hot");
        Awaitility.await().atMost(PATIENCE).until(() -> hot.get(1).figures().kept() == 1);
        assertTrue(hot.get(1).figures().keptBytes() > 0);
        gateways.valuesOf(4096);
        IntStream.range(0, 3000).forEach(i -> gateways.read(1, "cold" + i));
        IntStream.range(0, 3000).forEach(i -> gateways.read(1, "cold" + i));
        assertTrue(gateways.node(1).filling().holds("hot"), "kept, though never read there");
        assertTrue(gateways.node(1).tiers().getFirst().bytes() <= 1 << 20, "within the tier's bound");
    }

    @Test
    void anInvalidationTakesAKeptKeyLikeAnyOther() {
        readUntilTheOtherHas("hot");
        Awaitility.await().atMost(PATIENCE).until(() -> hot.get(1).figures().kept() == 1);
        for (int round = 2; round < 12; round++) {
            gateways.origin.set("v" + round);
            gateways.invalidate(round % 2, new Selector(List.of("hot"), List.of(), null, false, false));
            assertEquals("v" + round, new String(gateways.read(1, "hot").value()));
        }
    }

    @Test
    void whatIsNoLongerToldIsNoLongerKept() {
        Known known = new Known();
        known.hear(keys(0, 80), 0);
        assertEquals(Known.MOST, known.size(), "bounded");
        assertEquals("k79", known.hottest(1).getFirst());
        assertEquals(List.of(), known.hottest(Known.HEARD_MS * 1_000_000 + 1));
    }

    @Test
    void tellsAtOnceThenEachSecondAndNeverMoreThanItsBound() {
        Telling telling = new Telling(0);
        assertEquals(1, telling.due(CACHE, keys(0, 1), 0).size());
        assertEquals(0, telling.due(CACHE, keys(0, 1), 200_000_000).size());
        assertEquals(1, telling.due(CACHE, keys(0, 1), 1_000_000_000).size());
        int told = 0;
        for (int look = 0; look < 50; look++) {
            for (int cache = 0; cache < 50; cache++) {
                told += telling.due("c" + cache, keys(look * 16, 16), 2_000_000_000L + look * 200_000_000L)
                        .size();
            }
        }
        assertTrue(told <= Telling.MOST_A_SECOND * 10.3, told + " in ten seconds");
        assertTrue(told >= Telling.MOST_A_SECOND * 9, told + " in ten seconds");
        assertTrue(telling.putOff() > 0);
    }

    private static List<HotNews.Key> keys(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new HotNews.Key("k" + i, 100 + i))
                .toList();
    }
}
