package dev.terrace.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** That the race finds what is wrong: a server that acknowledges every bump, and what it gives of it. */
class RaceTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Plan SHORT = new Plan(3_000, 30_000, 20, 1, 2, 0, 2, 1, 7);

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A store of written values, which forgets nothing when it is told to. */
    private static int server(boolean keepsWrites) throws Exception {
        Map<String, Buffer> values = new ConcurrentHashMap<>();
        return VERTX.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body, values, keepsWrites)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static void answer(HttpServerRequest request, Buffer body, Map<String, Buffer> values, boolean keeps) {
        String key = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (request.path().endsWith("_mget")) {
            JsonArray entries = new JsonArray();
            body.toJsonObject().getJsonArray("keys").forEach(one -> {
                Buffer value = values.get(String.valueOf(one));
                entries.add(new JsonObject()
                        .put("key", one)
                        .put("found", value != null)
                        .put("value", value == null ? null : Base64.getEncoder().encodeToString(value.getBytes())));
            });
            request.response().end(new JsonObject().put("entries", entries).toBuffer());
        } else if (request.method() == HttpMethod.POST) {
            String tag = body.toJsonObject().getJsonArray("tags").getString(0);
            values.keySet().removeIf(one -> keeps && one.startsWith(tag));
            request.response().end("{\"position\":\"1-1\"}");
        } else if (request.method() == HttpMethod.GET) {
            Buffer value = values.get(key);
            request.response().setStatusCode(value == null ? 404 : 200).end(value == null ? Buffer.buffer() : value);
        } else {
            if (request.method() == HttpMethod.DELETE) {
                values.remove(key);
            } else if (keeps) {
                values.put(key, body);
            } else {
                values.putIfAbsent(key, body);
            }
            request.response()
                    .putHeader("Terrace-Position", "1-1")
                    .setStatusCode(204)
                    .end();
        }
    }

    private static Outcome run(int... ports) throws Exception {
        List<Race.Place> places = java.util.Arrays.stream(ports)
                .mapToObj(port -> new Race.Place("http://127.0.0.1:" + port, "none"))
                .toList();
        try (Race race = new Race(places)) {
            return race.start(SHORT, List.of(race.counters("c", false, 3, 4))).get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aStoreThatKeepsItsWordIsFoundInOrder() throws Exception {
        int port = server(true);
        Outcome outcome = run(port, port);
        assertEquals(List.of(), outcome.examples());
        assertTrue(outcome.reads() >= SHORT.reads(), outcome::toString);
        assertTrue(outcome.written() > 10 && outcome.withToken() > 10, outcome::toString);
        assertEquals(0, outcome.refusedReads() + outcome.refusedWrites());
    }

    @Test
    void aServerThatKeepsTheFirstValueIsFound() throws Exception {
        assertTrue(run(server(false)).violations() > 0);
    }

    @Test
    void twoServersThatDoNotTellEachOtherAreFound() throws Exception {
        Outcome outcome = run(server(true), server(true));
        assertTrue(outcome.violations() > 0 && outcome.behind() > 0, outcome::toString);
    }
}
