package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.api.data.DataPlaneTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Position;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
    private static final String HEAD = "PUT /api/cache/c/big HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n";
    private static final String NEXT = "GET /api/cache/c/k HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n\r\n";
    private Plane plane;

    @BeforeEach
    void start() throws Exception {
        plane = new Plane();
    }

    @AfterEach
    void stop() throws Exception {
        plane.close();
    }

    @Test
    void refusesAHundredMegabytesAndKeepsTheConnection() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", plane.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((HEAD + "Content-Length: " + (100 << 20) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String early = Plane.read(socket.getInputStream(), "}");
            assertTrue(early.startsWith("HTTP/1.1 413 "), early);
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                out.write(chunk);
            }
            out.write(NEXT.getBytes(StandardCharsets.US_ASCII));
            assertTrue(Plane.read(socket.getInputStream(), "}").startsWith("HTTP/1.1 404 "));
        }
        assertTrue(plane.cache.written.isEmpty());
    }

    @Test
    void countsWhatIsSentInChunks() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", plane.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((HEAD + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String piece = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            for (int i = 0; i < 10; i++) {
                out.write(piece.getBytes(StandardCharsets.US_ASCII));
            }
            assertTrue(Plane.read(socket.getInputStream(), "}").startsWith("HTTP/1.1 413 "));
            out.write(("0\r\n\r\n" + NEXT).getBytes(StandardCharsets.US_ASCII));
            assertTrue(Plane.read(socket.getInputStream(), "}").startsWith("HTTP/1.1 404 "));
        }
        assertTrue(plane.cache.written.isEmpty());
    }

    @Test
    void answersBeforeTheBodyWhenAskedTo() throws Exception {
        String expect = HEAD + "Expect: 100-continue\r\nContent-Length: ";
        assertTrue(plane.raw(expect + "99999999\r\n\r\n", "}").startsWith("HTTP/1.1 413 "));
        try (Socket socket = new Socket("127.0.0.1", plane.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((expect + "2\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertTrue(Plane.read(socket.getInputStream(), "\r\n\r\n").startsWith("HTTP/1.1 100 "));
            socket.getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
            assertTrue(Plane.read(socket.getInputStream(), "\r\n\r\n").startsWith("HTTP/1.1 201 "));
        }
    }

    @Test
    void takesEveryByteUpToTheLimit() throws Exception {
        String body = "é".repeat(32 << 10);
        assertEquals(201, plane.send("PUT", "/api/cache/c/k", body).statusCode());
        assertNotNull(plane.cache.stored("k"));
        assertArrayEquals(
                body.getBytes(StandardCharsets.UTF_8), plane.cache.stored("k").value());
        assertProblem(413, plane.send("PUT", "/api/cache/c/k", body + "x"));
        assertEquals(204, plane.send("PUT", "/api/cache/c/k", "").statusCode());
        assertEquals(0, plane.cache.stored("k").value().length);
    }

    @Test
    void refusesEncodedBodies() throws Exception {
        assertProblem(415, plane.send("PUT", "/api/cache/c/k", "x", "Content-Encoding", "gzip"));
        assertProblem(400, plane.send("PUT", "/api/cache/c/k", "x", "Content-Range", "bytes 0-0/2"));
    }

    @Test
    void writesAndReadsManyInTheOrderAsked() throws Exception {
        JsonObject set = new JsonObject()
                .put(
                        "entries",
                        new JsonArray()
                                .add(entry("b", "two").put("ttl", 30).put("tags", new JsonArray().add("t")))
                                .add(entry("a", "one").put("content_type", "text/plain")));
        HttpResponse<String> wrote = plane.send("POST", "/api/cache/c/_mset", set.encode());
        JsonArray results = new JsonObject(wrote.body()).getJsonArray("results");
        assertEquals("b", results.getJsonObject(0).getString("key"));
        assertEquals(201, results.getJsonObject(0).getInteger("status"));

        String keys = "{\"keys\": [\"a\", \"none\", \"b\", \"a\"]}";
        JsonArray got =
                new JsonObject(plane.send("POST", "/api/cache/c/_mget", keys).body()).getJsonArray("entries");
        assertEquals(4, got.size());
        assertEquals("b25l", got.getJsonObject(0).getString("value"));
        assertEquals("text/plain", got.getJsonObject(0).getString("content_type"));
        assertEquals("memory", got.getJsonObject(0).getString("tier"));
        assertEquals(false, got.getJsonObject(1).getBoolean("found"));
        assertEquals(30, got.getJsonObject(2).getInteger("ttl"));

        HttpResponse<String> gone = plane.send("POST", "/api/cache/c/_mdelete", keys);
        assertEquals(
                204,
                new JsonObject(gone.body())
                        .getJsonArray("results")
                        .getJsonObject(3)
                        .getInteger("status"));
        assertProblem(404, plane.send("GET", "/api/cache/c/a", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_mget | {\"keys\": | 400",
                "_mget | {} | 422",
                "_mget | {\"keys\": [1]} | 200",
                "_mget | {\"keys\": [null]} | 422",
                "_mget | {\"keys\": [\"\"]} | 422",
                "_mget | {\"keyz\": []} | 422",
                "_mget | [] | 422",
                "_mset | {\"entries\": [{\"key\": \"a\", \"value\": \"%%\"}]} | 422",
                "_mset | {\"entries\": [{\"key\": \"a\"}]} | 422",
                "_mset | {\"entries\": [{\"key\": \"a\", \"value\": \"\", \"ttl\": -1}]} | 422",
                "_mset | {\"entries\": [{\"key\": \"a\", \"value\": \"\"}, {\"key\": \"a\", \"value\": \"\"}]} | 422",
                "k/_increment | {\"by\": []} | 422"
            })
    void checksAWholeBatchBeforeDoingAnyOfIt(String operation, String body, int status) throws Exception {
        HttpResponse<String> answer = plane.send("POST", "/api/cache/c/" + operation, body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(plane.cache.written.isEmpty());
    }

    /** A token is the batch's as it is a single read's: it has been seen, or nothing is answered. */
    @Test
    void aBatchWithATokenThatIsNotSeenInTimeIsNotAnswered() throws Exception {
        Position late = new Position(3, 77);
        plane.cache.notReached = late;
        String keys = "{\"keys\": [\"a\", \"b\"]}";
        String path = "/api/cache/c/_mget";
        assertEquals(200, plane.send("POST", path, keys).statusCode());
        assertEquals(
                200,
                plane.send("POST", path, keys, "Terrace-Position", new Position(3, 76).token())
                        .statusCode());
        assertProblem(503, plane.send("POST", path, keys, "Terrace-Position", late.token()));
        assertProblem(400, plane.send("POST", path, keys, "Terrace-Position", "nonsense"));
    }

    @Test
    void boundsABatch() throws Exception {
        JsonArray keys = new JsonArray();
        IntStream.rangeClosed(0, 1000).forEach(i -> keys.add("k" + i));
        assertProblem(
                422,
                plane.send(
                        "POST",
                        "/api/cache/c/_mget",
                        new JsonObject().put("keys", keys).encode()));
        plane.send("PUT", "/api/cache/c/k", "x".repeat(60_000));
        JsonArray same = new JsonArray();
        IntStream.range(0, 20).forEach(i -> same.add("k"));
        String body = new JsonObject().put("keys", same).encode();
        assertProblem(413, plane.send("POST", "/api/cache/c/_mget", body));
    }

    @Test
    void boundsTheBodiesOfAllRequestsTogether() {
        BodyBudget budget = new BodyBudget(100);
        assertTrue(budget.take(500), "a single one is let in");
        assertEquals(false, budget.take(1));
        budget.give(500);
        assertTrue(budget.take(60) && budget.take(40));
        assertEquals(false, budget.take(1));
        budget.give(100);
        assertEquals(0, budget.used());
    }

    private static JsonObject entry(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new JsonObject().put("key", key).put("value", Base64.getEncoder().encodeToString(bytes));
    }
}
