package dev.terrace.cachectl.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What makes no sense is refused with the right problem, and nothing is changed by it. */
@OnTheSuite
class BadInputIT {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private Api gateway;
    private String cache;
    private JsonNode before;

    @BeforeAll
    void suite(RunningSuite running) {
        gateway = running.gateway(1);
        cache = gateway.cache(Map.of("tiers", List.of("memory", "redis")));
        gateway.put(cache, "kept", "value").expect(201);
    }

    @BeforeEach
    void look() {
        before = configuration();
    }

    @AfterEach
    void nothingChanged() {
        assertEquals(before, configuration());
        assertEquals("value", gateway.get(cache, "kept").expect(200).text());
    }

    private JsonNode configuration() {
        return gateway.see("configurations/" + cache + "/");
    }

    @Test
    void anUnknownCacheIsNotFound() {
        problem(404, gateway.get("no-such-cache", "k"));
        problem(404, gateway.put("no-such-cache", "k", "v"));
        problem(404, gateway.invalidate("no-such-cache", "all", true));
    }

    @Test
    void badJsonIsMalformed() {
        problem(400, gateway.send("POST", "/api/admin/caching/configurations/", Api.bytes("{\"name\": "), JSON));
        problem(400, gateway.send("POST", "/api/admin/caching/cdn/invalidate_cdn/", Api.bytes("{"), JSON));
    }

    @Test
    void anUnknownFieldIsUnprocessable() {
        Map<String, Object> patch =
                Map.of("colour", "red", "version", before.path("version").asInt());
        Api.Reply refused = gateway.admin("PATCH", "configurations/" + cache + "/", patch);
        problem(422, refused);
        assertEquals(
                "/colour", refused.json().path("errors").path(0).path("pointer").asText());
        Map<String, Object> invalidation = Map.of("cache_name", cache, "keys", List.of("kept"), "colour", "red");
        problem(422, gateway.admin("POST", "invalidations/invalidate_keys/", invalidation));
    }

    @Test
    void aNegativeTimeToLiveIsUnprocessable() {
        int version = before.path("version").asInt();
        problem(
                422,
                gateway.admin("PATCH", "configurations/" + cache + "/", Map.of("ttl_seconds", -1, "version", version)));
        problem(422, gateway.send("PUT", Api.path(cache, "other") + "?ttl=-1", Api.bytes("v"), Map.of()));
        gateway.get(cache, "other").expect(404);
    }

    @Test
    void aKeyOfFiveThousandBytesIsMalformed() {
        String key = "k".repeat(5_000);
        problem(400, gateway.put(cache, key, "v"));
        problem(400, gateway.get(cache, key));
    }

    @Test
    void aWrongTokenIsToldBeforeAnythingElse() {
        Api stranger = new Api(gateway.url(), "wrong");
        problem(401, stranger.get(cache, "kept"));
        problem(401, stranger.get("no-such-cache", "kept"));
        problem(401, stranger.delete(cache, "kept"));
        problem(401, stranger.send("POST", "/api/admin/caching/configurations/", Api.bytes("{"), JSON));
        problem(401, stranger.send("GET", "/api/admin/caching/alerts/", new byte[0], Map.of()));
    }

    @Test
    void whatIsNoUriIsMalformed() throws IOException {
        assertTrue(statusOf(Api.path(cache, "kept") + "{").startsWith("HTTP/1.1 400"));
        assertTrue(statusOf("/api/admin/caching/configurations/" + cache + "/{").startsWith("HTTP/1.1 400"));
        assertTrue(statusOf("/dashboard/<script>").startsWith("HTTP/1.1 400"));
    }

    private String statusOf(String target) throws IOException {
        URI url = URI.create(gateway.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            String head = "GET " + target + " HTTP/1.1\r\nHost: terrace\r\nAuthorization: Bearer " + gateway.token()
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return in.readLine();
        }
    }

    @Test
    void aBodyOfAHundredMegabytesIsTooLargeAndNothingOfItIsKept() throws IOException {
        int length = 100 << 20;
        URI url = URI.create(gateway.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            String head = "PUT " + Api.path(cache, "huge") + " HTTP/1.1\r\nHost: terrace\r\nAuthorization: Bearer "
                    + gateway.token() + "\r\nContent-Length: " + length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(out, length));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> answer = in.lines().takeWhile(line -> !line.isEmpty()).toList();
            assertTrue(answer.getFirst().startsWith("HTTP/1.1 413"), answer::toString);
            assertTrue(answer.stream().anyMatch(line -> line.endsWith("application/problem+json")), answer::toString);
            socket.close();
            sending.join();
        }
        gateway.get(cache, "huge").expect(404);
    }

    private static void send(OutputStream out, int length) {
        byte[] chunk = new byte[1 << 16];
        try {
            for (int sent = 0; sent < length; sent += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException refused) {
            // A server that has answered may hang up before it has heard all.
        }
    }

    private static void problem(int status, Api.Reply reply) {
        reply.expect(status);
        assertEquals("application/problem+json", reply.header("Content-Type").replaceFirst(";.*", ""), reply::toString);
        assertEquals(status, reply.json().path("status").asInt(), reply::toString);
        assertTrue(reply.json().path("type").asText().startsWith("urn:terrace:problem:"), reply::toString);
    }
}
