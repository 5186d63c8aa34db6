package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataPlaneTest {
    private static final String KEY = "/api/cache/c/user%3A1";
    private static Plane plane;

    @BeforeAll
    static void start() throws Exception {
        plane = new Plane();
    }

    @AfterAll
    static void stop() throws Exception {
        plane.close();
    }

    @BeforeEach
    void empty() {
        plane.cache.readsInstead = null;
        plane.cache.refusing = null;
        plane.cache.delete("user:1", dev.terrace.gateway.cache.Condition.NONE, false);
        plane.cache.asked.clear();
        plane.cache.written.clear();
    }

    @Test
    void answersWhatWasPut() throws Exception {
        HttpResponse<String> put = plane.send("PUT", KEY + "?tags=b,a&ttl=90", "hello", "Content-Type", "text/plain");
        assertEquals(201, put.statusCode());
        assertEquals("memory", header(put, "Terrace-Ack"));
        assertNotNull(Position.parse(header(put, "Terrace-Position")));
        assertEquals(List.of("a", "b"), plane.cache.written.getFirst().tags());
        assertEquals(90_000L, plane.cache.written.getFirst().ttlMs());

        HttpResponse<String> got = plane.send("GET", KEY, null);
        assertEquals(200, got.statusCode());
        assertEquals("hello", got.body());
        assertEquals("text/plain", header(got, "Content-Type"));
        assertEquals(header(put, "ETag"), header(got, "ETag"));
        assertEquals("0", header(got, "Age"));
        assertEquals("terrace; hit; ttl=90, memory; hit", header(got, "Cache-Status"));
        assertEquals("nosniff", header(got, "X-Content-Type-Options"));
        assertTrue(header(got, "Date").endsWith("GMT"));
        assertEquals(204, plane.send("PUT", KEY, "again").statusCode());
    }

    @Test
    void counts() throws Exception {
        HttpResponse<String> first = plane.send("POST", KEY + "/_increment", null);
        assertEquals(200, first.statusCode(), first.body());
        assertEquals("{\"value\":1}", first.body());
        assertEquals("memory", header(first, "Terrace-Ack"));
        assertNotNull(Position.parse(header(first, "Terrace-Position")));
        HttpResponse<String> second =
                plane.send("POST", KEY + "/_increment", "{\"by\": -3, \"ttl\": 60}", "Idempotency-Key", "once");
        assertEquals("{\"value\":-2}", second.body());
        assertEquals(new Increment(-3, 60_000L, new Increment.Once("once")), plane.cache.counted.getLast());
        assertEquals("-2", plane.send("GET", KEY, null).body());
        plane.send("PUT", KEY, "five");
        assertEquals(409, plane.send("POST", KEY + "/_increment", "{}").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"by\": 1.5}",
                "{\"by\": \"x\"}",
                "{\"ttl\": 0}",
                "{\"by\": 9223372036854775808}",
                "{\"step\": 1}"
            })
    void refusesToCountByWhatIsNoNumber(String body) throws Exception {
        assertEquals(422, plane.send("POST", KEY + "/_increment", body).statusCode());
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        plane.send("PUT", KEY, "hello");
        HttpResponse<String> head = plane.send("HEAD", KEY, null);
        HttpResponse<String> get = plane.send("GET", KEY, null);
        assertEquals("", head.body());
        assertEquals(get.headers().map(), head.headers().map());
        assertEquals("application/octet-stream", header(head, "Content-Type"));
        assertEquals(404, plane.send("HEAD", "/api/cache/c/none", null).statusCode());
    }

    @Test
    void tellsAMissByAProblem() throws Exception {
        HttpResponse<String> miss = plane.send("GET", "/api/cache/c/none", null);
        assertProblem(404, miss);
        assertEquals("terrace; fwd=uri-miss, memory; fwd=uri-miss", header(miss, "Cache-Status"));
        assertEquals("/api/cache/c/none", new JsonObject(miss.body()).getString("instance"));
        assertProblem(504, plane.send("GET", "/api/cache/c/none", null, "Cache-Control", "only-if-cached"));
    }

    @Test
    void comparesEntityTags() throws Exception {
        String etag = header(plane.send("PUT", KEY, "hello"), "ETag");
        HttpResponse<String> same = plane.send("GET", KEY, null, "If-None-Match", "\"x\", W/" + etag);
        assertEquals(304, same.statusCode());
        assertEquals(etag, header(same, "ETag"));
        assertNull(header(same, "Content-Length"));
        assertEquals(200, plane.send("GET", KEY, null, "If-None-Match", "\"x\"").statusCode());
        assertProblem(412, plane.send("PUT", KEY, "b", "If-Match", "\"x\""));
        assertProblem(412, plane.send("PUT", KEY, "b", "If-Match", "W/" + etag));
        assertProblem(412, plane.send("PUT", KEY, "b", "If-None-Match", "*"));
        assertProblem(400, plane.send("PUT", KEY, "b", "If-Match", "unquoted"));
        assertProblem(400, plane.send("PUT", KEY, "b", "If-None-Match", "\"x\""));
        assertEquals("hello", plane.send("GET", KEY, null).body());
        assertEquals(204, plane.send("PUT", KEY, "b", "If-Match", etag).statusCode());
        assertProblem(412, plane.send("DELETE", KEY, null, "If-Match", etag));
        assertEquals(204, plane.send("DELETE", KEY, null, "If-Match", "*").statusCode());
        assertEquals(201, plane.send("PUT", KEY, "b", "If-None-Match", "*").statusCode());
    }

    @Test
    void sendsOneRange() throws Exception {
        String etag = header(plane.send("PUT", KEY, "0123456789"), "ETag");
        HttpResponse<String> part = plane.send("GET", KEY, null, "Range", "bytes=2-4", "If-Range", etag);
        assertEquals(206, part.statusCode());
        assertEquals("234", part.body());
        assertEquals("bytes 2-4/10", header(part, "Content-Range"));
        assertEquals(
                200,
                plane.send("GET", KEY, null, "Range", "bytes=2-4", "If-Range", "\"old\"")
                        .statusCode());
        assertEquals(200, plane.send("GET", KEY, null, "Range", "bytes=0-1,3-4").statusCode());
        HttpResponse<String> outside = plane.send("GET", KEY, null, "Range", "bytes=10-");
        assertProblem(416, outside);
        assertEquals("bytes */10", header(outside, "Content-Range"));
        assertEquals(
                304,
                plane.send("GET", KEY, null, "Range", "bytes=2-4", "If-None-Match", etag)
                        .statusCode());
    }

    @Test
    void handsTheRequestsWishesToTheEngine() throws Exception {
        String token = new Position(3, 77).token();
        plane.send("GET", KEY, null, "Cache-Control", "no-cache, max-stale=5", "Terrace-Position", token);
        assertEquals(new ReadOptions(true, false, 5_000, new Position(3, 77)), plane.cache.asked.getFirst());
        assertProblem(400, plane.send("GET", KEY, null, "Terrace-Position", "nonsense"));
    }

    @Test
    void explainsAReadAsJson() throws Exception {
        plane.send("PUT", KEY, "hello");
        JsonObject explained =
                new JsonObject(plane.send("GET", KEY + "?explain=true", null).body());
        assertEquals("hit", explained.getString("outcome"));
        assertEquals("memory", explained.getJsonArray("tiers").getJsonObject(0).getString("tier"));
        JsonObject miss = new JsonObject(
                plane.send("GET", "/api/cache/c/none?explain=true", null).body());
        assertEquals("miss", miss.getString("outcome"));
    }

    @Test
    void tellsRememberedAbsencesAndStaleValues() throws Exception {
        Entry gone = new Entry(new byte[0], null, List.of(), "e", Position.NONE, 0, 1, 1, 0, true);
        plane.cache.readsInstead = new ReadResult.Hit(gone, null, false, List.of());
        assertProblem(404, plane.send("GET", KEY, null));
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGIN_FAILED, 502",
        "ORIGIN_TIMEOUT, 504",
        "UNAVAILABLE, 503",
        "POSITION_NOT_REACHED, 503",
        "ONLY_IF_CACHED, 504",
        "NOT_SUPPORTED, 422",
        "TOO_LARGE, 413",
        "CONFLICT, 409"
    })
    void turnsRefusalsIntoProblems(Refusal refusal, int status) throws Exception {
        plane.cache.readsInstead = new ReadResult.Failed(refusal, "why", List.of());
        plane.cache.refusing = refusal;
        HttpResponse<String> read = plane.send("GET", KEY, null);
        assertProblem(status, read);
        assertProblem(status, plane.send("PUT", KEY, "x"));
        assertEquals(status == 503 ? "1" : null, header(read, "Retry-After"));
    }

    @Test
    void asksForCredentialsBeforeAnythingElse() throws Exception {
        assertProblem(401, plane.sendAs("", "GET", "/api/cache/nowhere/", null));
        assertProblem(401, plane.sendAs("Bearer wrong", "PUT", KEY, "x"));
        assertProblem(401, plane.sendAs("Basic admin", "GET", KEY, null));
        assertProblem(403, plane.sendAs("Bearer viewer", "PUT", KEY, "x"));
        assertProblem(403, plane.sendAs("Bearer viewer", "POST", "/api/cache/c/_mset", "{}"));
        assertProblem(404, plane.sendAs("Bearer viewer", "GET", KEY, null));
        assertProblem(403, plane.sendAs("Bearer other", "GET", KEY, null));
        assertProblem(404, plane.sendAs("Bearer other", "GET", "/api/cache/other/k", null));
        assertTrue(plane.cache.written.isEmpty());
    }

    @Test
    void forgetsARevokedTokenWithinFiveSeconds() throws Exception {
        plane.tokens.put("leaving", plane.tokens.get("admin"));
        int before = plane.lookups.get();
        plane.sendAs("Bearer leaving", "GET", KEY, null);
        plane.tokens.remove("leaving");
        assertProblem(404, plane.sendAs("Bearer leaving", "GET", KEY, null));
        assertEquals(before + 1, plane.lookups.get());
        plane.clock.move(java.time.Duration.ofSeconds(5));
        assertProblem(401, plane.sendAs("Bearer leaving", "GET", KEY, null));
        plane.clock.move(java.time.Duration.ofSeconds(-5));
    }

    @Test
    void tellsUnknownFromInactiveCaches() throws Exception {
        assertProblem(404, plane.send("GET", "/api/cache/nowhere/k", null));
        assertProblem(409, plane.send("GET", "/api/cache/off/k", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/cache/c/", "/api/cache/c", "/api/cache/c/%25zz%", "/api/cache/c/%ff"})
    void refusesWhatIsNoKey(String path) throws Exception {
        String answer = plane.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n\r\n", "}");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    void refusesALongKeyByAProblem() throws Exception {
        assertProblem(400, plane.send("PUT", "/api/cache/c/" + "k".repeat(5_000), "x"));
        assertTrue(plane.cache.written.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ttl=-1", "ttl=0", "ttl=soon", "ttl=", "ttl=1e9", "ttl=315360001", "tags=a,,b", "tags=a%0ab"})
    void refusesParametersThatMakeNoSense(String query) throws Exception {
        assertProblem(422, plane.send("PUT", KEY + "?" + query, "x"));
        assertTrue(plane.cache.written.isEmpty());
    }

    @Test
    void boundsTags() throws Exception {
        assertEquals(
                201, plane.send("PUT", KEY + "?tags=" + "x".repeat(128), "v").statusCode());
        assertProblem(422, plane.send("PUT", KEY + "?tags=" + "x".repeat(129), "v"));
        StringBuilder many = new StringBuilder("t0");
        for (int i = 1; i <= 50; i++) {
            many.append(",t").append(i);
        }
        assertProblem(422, plane.send("PUT", KEY, "v", "Cache-Tag", many.toString()));
    }

    @Test
    void namesTheMethodsAKeyTakes() throws Exception {
        HttpResponse<String> patch = plane.send("PATCH", KEY, "x");
        assertProblem(405, patch);
        assertEquals("GET, HEAD, PUT, DELETE", header(patch, "Allow"));
        assertProblem(405, plane.send("POST", KEY, "x"));
        assertProblem(404, plane.send("POST", "/api/cache/c/_unknown", "x"));
    }

    @Test
    void leavesOtherPathsAlone() throws Exception {
        assertEquals("elsewhere", plane.send("GET", "/api/cachet/x", null).body());
        assertEquals("elsewhere", plane.send("GET", "/api/cache", null).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "a//b", "a/../b", "%2e%2e", "../admin", "./a", "a;b", "?", "caf%C3%A9"})
    void keepsKeysApartThatOnlyLookAlike(String raw) throws Exception {
        if (raw.equals("?")) {
            assertProblem(400, plane.send("PUT", "/api/cache/c/?x=1", "v"));
            return;
        }
        String head = " /api/cache/c/" + raw + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n";
        String put = plane.raw("PUT" + head + "Content-Length: " + raw.length() + "\r\n\r\n" + raw, "\r\n\r\n");
        assertTrue(put.startsWith("HTTP/1.1 20"), put);
        assertTrue(plane.raw("GET" + head + "\r\n", "\r\n\r\n" + raw).endsWith(raw));
        Entry stored = plane.cache.stored(java.net.URLDecoder.decode(raw, java.nio.charset.StandardCharsets.UTF_8));
        assertNotNull(stored);
    }

    static void assertProblem(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals("application/problem+json", header(response, "Content-Type"));
        if (!response.body().isEmpty()) {
            assertEquals(status, new JsonObject(response.body()).getInteger("status"));
        }
    }

    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }
}
