package dev.terrace.gateway.warming.peer;

import static dev.terrace.gateway.warming.TwoGateways.CACHE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.Warmed;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.warming.Figures;
import dev.terrace.gateway.warming.TwoGateways;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Node 0 has entries in memory and tells them over HTTP; node 1 takes them over. */
class PeerCopiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TwoGateways gateways;
    private PeerExport export;
    private PeerCopies copies;
    private Peer peer;

    @BeforeEach
    void start() {
        gateways = new TwoGateways();
        export = new PeerExport(
                gateways.engines.get(0), Codecs.PLAIN, (cache, most) -> List.of(), gateways.time, new Figures());
        HttpServer server = gateways.vertx
                .createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        peer = new Peer("run0", "node0", URI.create("http://127.0.0.1:" + server.actualPort()));
        copies = new PeerCopies(new PeerClient(gateways.vertx.createHttpClient(), () -> "token"), Codecs.PLAIN);
    }

    private void answer(HttpServerRequest request, Buffer body) {
        if (!"Bearer token".equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        try {
            var answer = request.path().endsWith("/keys")
                    ? export.keys(CACHE, Integer.parseInt(request.getParam("most")))
                    : export.entries(CACHE, Long.parseLong(request.getParam("version")), body.getBytes());
            answer.subscribe().with(bytes -> request.response().end(Buffer.buffer(bytes)), failure -> request.response()
                    .setStatusCode(500)
                    .end());
        } catch (Problem problem) {
            request.response().setStatusCode(problem.status()).end();
        }
    }

    @AfterEach
    void stop() {
        gateways.close();
    }

    private List<String> filled(int count) {
        List<String> keys = IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
        keys.forEach(key -> gateways.read(0, key));
        return keys;
    }

    private PeerCopies.Taken take(List<String> keys) {
        return copies.take(peer, gateways.node(1), keys).await().atMost(PATIENCE);
    }

    @Test
    void takesOverWhatIsThereWithItsLifeAndTags() {
        filled(50);
        List<String> told = copies.keys(peer, CACHE, 1000).await().atMost(PATIENCE);
        assertEquals(50, told.size());
        List<String> asked = new ArrayList<>(told);
        asked.add("never read");
        PeerCopies.Taken taken = take(asked);
        assertEquals(51, taken.dealtWith());
        assertEquals(
                50,
                taken.outcomes().stream().filter(Warmed.Outcome.WARM::equals).count());
        assertTrue(taken.outcomes().contains(Warmed.Outcome.NOTHING));
        assertTrue(taken.bytes() > 0);
        Entry here = gateways.read(0, "k7");
        Entry there = gateways.read(1, "k7");
        assertArrayEquals(here.value(), there.value());
        assertEquals(here.expiresMs(), there.expiresMs());
        assertEquals(here.tags(), there.tags());
        assertEquals(here.contentType(), there.contentType());
        assertEquals(50, gateways.calls.get(), "the second node asked no origin");
        gateways.invalidate(0, new Selector(List.of(), List.of("t"), null, false, false));
        gateways.origin.set("v2");
        assertFalse(new String(gateways.read(1, "k7").value()).startsWith("v1"), "its tag covers it there as well");
    }

    @Test
    void anInvalidationWhileItIsOnItsWayWins() {
        filled(3);
        Entry byKey = copied("k0");
        Entry byTag = copied("k1");
        gateways.invalidate(1, new Selector(List.of("k0"), List.of(), null, false, false));
        assertEquals(Warmed.Outcome.REFUSED, adopted("k0", byKey));
        assertEquals(Warmed.Outcome.WARM, adopted("k1", byTag));
        Entry late = copied("k2");
        gateways.invalidate(0, new Selector(List.of(), List.of("t"), null, false, false));
        assertEquals(Warmed.Outcome.REFUSED, adopted("k2", late));
        assertFalse(gateways.node(1).filling().holds("k0"));
        assertFalse(gateways.node(1).filling().holds("k1"), "what was taken over before goes with the mark");
        assertNull(gateways.node(0).filling().copy("k2"), "an invalid entry is not told");
    }

    @Test
    void whatHasExpiredOnItsWayIsRefused() {
        filled(1);
        Entry fresh = copied("k0");
        Entry ended = fresh.endedAt(fresh.createdMs() - 1);
        assertEquals(Warmed.Outcome.REFUSED, adopted("k0", ended));
    }

    @Test
    void aNodeThatIsCutOffTellsAndTakesNothing() {
        filled(2);
        Entry entry = copied("k0");
        gateways.logs.get(0).cut(true);
        gateways.logs.get(1).cut(true);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> gateways.node(0).filling().copy("k1") == null);
        Awaitility.await().atMost(PATIENCE).until(() -> adopted("k0", entry) == Warmed.Outcome.FAILED);
        assertFalse(gateways.node(1).filling().holds("k0"));
    }

    @Test
    void anAnswerHasABoundAndTheRestIsAskedAgain() {
        gateways.valuesOf(100_000);
        List<String> keys = filled(9);
        gateways.valuesOf(0);
        List<String> held =
                keys.stream().filter(gateways.node(0).filling()::holds).toList();
        int asked = 1 + (PeerExport.ANSWER_BYTES / 100_000) * 2;
        List<String> twice = IntStream.range(0, asked)
                .mapToObj(i -> held.get(i % held.size()))
                .toList();
        PeerCopies.Taken taken = take(twice);
        assertTrue(taken.dealtWith() < asked, "dealt with " + taken.dealtWith());
        assertTrue(taken.bytes() < PeerExport.ANSWER_BYTES + 110_000);
    }

    @Test
    void anotherConfigurationIsNotTakenOver() {
        filled(1);
        gateways.engines.get(1).open(TwoGateways.spec(2)).await().atMost(PATIENCE);
        Throwable refused = assertThrows(RuntimeException.class, () -> take(List.of("k0")));
        assertTrue(String.valueOf(refused).contains("409"), () -> "" + refused);
    }

    @Test
    void framesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Frames.keys(new byte[] {0, 5, 'a'}, 10));
        assertThrows(IllegalArgumentException.class, () -> Frames.keys(new byte[] {0, 1, 'a', 0, 1, 'b'}, 1));
        assertThrows(IllegalArgumentException.class, () -> Frames.answer(new byte[] {0, 0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Frames.answer(new byte[] {0, 0, 0, 1, 0, 1, 'a', 0x7f, -1, -1, -1, 1}));
    }

    private Entry copied(String key) {
        Entry entry = gateways.node(0).filling().copy(key);
        assertNotNull(entry);
        return entry;
    }

    private Warmed.Outcome adopted(String key, Entry entry) {
        return gateways.node(1).filling().adopt(key, entry).outcome();
    }
}
