package dev.terrace.cachectl.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One gateway, as a client with a token sees it. Any status is an answer; no answer within ten seconds fails the test. */
record Api(String url, String token) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** An answer. */
    record Reply(int status, java.net.http.HttpHeaders headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return Suite.JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + this, e);
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** This, when it has that status. */
        Reply expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("wanted " + wanted + ", got " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return status + " " + headers.map() + " " + text();
        }
    }

    Reply send(String method, String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        Map<String, String> all = new LinkedHashMap<>(Map.of("Authorization", "Bearer " + token));
        all.putAll(headers);
        all.forEach(request::header);
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Reply get(String cache, String key) {
        return send("GET", path(cache, key), new byte[0], Map.of());
    }

    Reply put(String cache, String key, String value) {
        return send("PUT", path(cache, key), bytes(value), Map.of("Content-Type", "text/plain"));
    }

    /** Writes many in one batch. */
    Reply putAll(String cache, Map<String, String> values) {
        List<Map<String, String>> entries = values.entrySet().stream()
                .map(one ->
                        Map.of("key", one.getKey(), "value", Base64.getEncoder().encodeToString(bytes(one.getValue()))))
                .toList();
        Map<String, String> type = Map.of("Content-Type", "application/json");
        return send("POST", "/api/cache/" + cache + "/_mset", json(Map.of("entries", entries)), type);
    }

    Reply delete(String cache, String key) {
        return send("DELETE", path(cache, key), new byte[0], Map.of());
    }

    /** A call of the admin API with a JSON body. */
    Reply admin(String method, String path, Object body) {
        return send(method, "/api/admin/caching/" + path, json(body), Map.of("Content-Type", "application/json"));
    }

    /** GET of the admin API; anything but 200 fails. */
    JsonNode see(String path) {
        return send("GET", "/api/admin/caching/" + path, new byte[0], Map.of())
                .expect(200)
                .json();
    }

    /** Invalidates in a cache by one selector. */
    Reply invalidate(String cache, String selector, Object value) {
        return admin(
                "POST",
                "invalidations/invalidate_keys/",
                Map.of("cache_name", cache, selector, value, "reason", "test"));
    }

    /** A new cache with a name nobody else has. */
    String cache(Map<String, ?> settings) {
        Map<String, Object> body = new LinkedHashMap<>(settings);
        String name = "suite-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
        body.put("name", name);
        admin("POST", "configurations/", body).expect(201);
        return name;
    }

    /** Whether this gateway has opened the cache: a miss that may not go further is 504, an unknown cache 404. */
    boolean knows(String cache) {
        return send("GET", path(cache, "nobody"), new byte[0], Map.of("Cache-Control", "only-if-cached"))
                        .status()
                != 404;
    }

    static String path(String cache, String key) {
        return "/api/cache/" + cache + "/" + Suite.segment(key);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] json(Object body) {
        try {
            return Suite.JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
