package dev.terrace.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The gateway of a suite that runs on this machine.
 *
 * @param url without a slash at the end
 * @param token bearer token of an administrator
 * @param pid the gateway's process
 */
public record Suite(String url, String token, long pid) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** From what {@code ./terrace status --json} prints; {@code TERRACE_URL} and {@code TERRACE_TOKEN} have precedence. */
    public static Suite of(String status, Map<String, String> environment) {
        try {
            JsonNode said = JSON.readTree(status);
            String wanted = environment.getOrDefault("TERRACE_URL", "").replaceAll("/+$", "");
            for (JsonNode service : said.path("services")) {
                String url = service.path("url").asText();
                boolean gateway = service.path("name").asText().startsWith("cache-gateway");
                if (gateway && (wanted.isEmpty() || wanted.equals(url))) {
                    return new Suite(
                            url,
                            token(said.path("token_file").asText(), environment),
                            service.path("pid").asLong());
                }
            }
            throw new IllegalStateException(
                    "No gateway" + (wanted.isEmpty() ? "" : " at " + wanted) + " in what ./terrace status says.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String token(String file, Map<String, String> environment) throws IOException {
        String given = environment.get("TERRACE_TOKEN");
        return given != null
                ? given
                : Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    }

    /** The header by which the gateway lets the benchmark in. */
    public Map<String, String> credentials() {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** Makes a cache of memory alone; one of that name is removed first. */
    public void makeCache(String name) {
        makeCache(name, "\"cache_type\": \"memory\", \"memory_max_mb\": 16, \"ttl_seconds\": 86400");
    }

    /** Makes a cache with those settings, JSON without the braces; one of that name is removed first. */
    public void makeCache(String name, String settings) {
        removeCache(name);
        String body = "{\"name\": \"" + name + "\", " + settings + "}";
        expect(call("POST", "/api/admin/caching/configurations/", BodyPublishers.ofString(body), JSON_TYPE), 201);
    }

    /** Removes a cache; it is no error when there is none. */
    public void removeCache(String name) {
        HttpResponse<byte[]> there = call("GET", "/api/admin/caching/configurations/" + name, NOTHING, JSON_TYPE);
        if (there.statusCode() == 200) {
            expect(call("DELETE", "/api/admin/caching/configurations/" + name, NOTHING, JSON_TYPE), 204);
        }
    }

    /** Whether it answers that it is ready. */
    public boolean ready() {
        try {
            return call("GET", "/q/health/ready", NOTHING, JSON_TYPE).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Waits until this gateway has opened a cache that another one made. */
    public void awaitCache(String name) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        // A miss that may not go further is 504, an unknown cache 404.
        while (call("GET", "/api/cache/" + name + "/nobody", NOTHING, JSON_TYPE, "only-if-cached")
                        .statusCode()
                == 404) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(url + " does not know the cache " + name);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Whether the breaker of a cache's tier is open at this gateway: told by its metrics, which ask no server. */
    public boolean breakerOpen(String cache, String tier) {
        return figure("terrace_tier_breaker_open{", "cache=\"" + cache + "\"", "tier=\"" + tier + "\"") > 0;
    }

    /** Waits until at most so many key marks at this gateway are not retired; fails after ten minutes. */
    public void settle(long most) {
        long end = System.nanoTime() + 600_000_000_000L;
        while (figure("terrace_engine_key_marks ") > most) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(url + " retires no marks.");
            }
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    /** A figure among its metrics, by how its line begins and what stands in it. */
    private double figure(String begin, String... parts) {
        HttpResponse<byte[]> answer = call("GET", "/q/metrics", NOTHING, JSON_TYPE);
        expect(answer, 200);
        return new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(begin) && Arrays.stream(parts).allMatch(line::contains))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .orElseThrow(() -> new IllegalStateException("No " + begin + " at " + url + "."));
    }

    /** Stores a value. */
    public void put(String path, byte[] value) {
        expect(call("PUT", path, BodyPublishers.ofByteArray(value), "application/octet-stream"), 201);
    }

    /** Reads a value; it must be a hit in memory and what was stored. */
    public void checkHit(String path, byte[] value) {
        HttpResponse<byte[]> answer = call("GET", path, NOTHING, JSON_TYPE);
        expect(answer, 200);
        String said = answer.headers().firstValue("Cache-Status").orElse("");
        if (!said.endsWith("memory; hit") || !Arrays.equals(answer.body(), value)) {
            throw new IllegalStateException("Not a hit in memory: " + said);
        }
    }

    private static final BodyPublisher NOTHING = BodyPublishers.noBody();
    private static final String JSON_TYPE = "application/json";

    private static void expect(HttpResponse<byte[]> answer, int status) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException("The gateway answered " + answer.statusCode() + " to "
                    + answer.request().method() + " " + answer.uri().getPath() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private HttpResponse<byte[]> call(String method, String path, BodyPublisher body, String type) {
        return call(method, path, body, type, "max-stale=0");
    }

    private HttpResponse<byte[]> call(String method, String path, BodyPublisher body, String type, String control) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Cache-Control", control)
                .method(method, body)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + url + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }
}
