package dev.terrace.benchmarks.writeback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.benchmarks.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Calls of the gateways of a suite. */
final class Gateways implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(QUICK)
            .build();
    private final List<Suite> all;

    Gateways(List<Suite> all) {
        this.all = all;
    }

    int count() {
        return all.size();
    }

    /** An answer. */
    record Reply(int status, String text) {
        boolean done() {
            return status >= 200 && status < 300;
        }
    }

    /** A call; an {@link IOException} when there is no answer. */
    Reply call(int gateway, String method, String path, BodyPublisher body, Map<String, String> headers)
            throws IOException {
        Suite to = all.get(gateway);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.url() + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + to.token())
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    Reply put(int gateway, String cache, String key, String value) throws IOException {
        return call(gateway, "PUT", path(cache, key), BodyPublishers.ofString(value), Map.of());
    }

    Reply delete(int gateway, String cache, String key) throws IOException {
        return call(gateway, "DELETE", path(cache, key), BodyPublishers.noBody(), Map.of());
    }

    /** Reads; with {@code fresh} what the target has. */
    Reply get(int gateway, String cache, String key, boolean fresh) throws IOException {
        Map<String, String> headers = fresh ? Map.of("Cache-Control", "no-cache") : Map.of();
        return call(gateway, "GET", path(cache, key), BodyPublishers.noBody(), headers);
    }

    /** A POST or PUT of JSON that has to be done. */
    void json(int gateway, String method, String path, Object body, int status) {
        try {
            Map<String, String> type = Map.of("Content-Type", "application/json");
            Reply reply = call(gateway, method, path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), type);
            if (reply.status != status) {
                throw new IllegalStateException(method + " " + path + " " + reply);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    private static String path(String cache, String key) {
        return "/api/cache/" + cache + "/" + key;
    }

    /** One gauge of {@code terrace_writeback_*}; -1 when the gateway does not answer. */
    double gauge(int gateway, String name) {
        try {
            String all = call(gateway, "GET", "/q/metrics", BodyPublishers.noBody(), Map.of()).text;
            return all.lines()
                    .filter(line -> line.startsWith("terrace_writeback_" + name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException none) {
            return -1;
        }
    }

    boolean ready(int gateway) {
        try {
            return call(gateway, "GET", "/q/health/ready", BodyPublishers.noBody(), Map.of()).status == 200;
        } catch (IOException none) {
            return false;
        }
    }

    /** Whether every gateway is ready and knows of nothing that waits. */
    boolean drained() {
        for (int n = 0; n < all.size(); n++) {
            if (!ready(n) || gauge(n, "records") != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether every gateway has opened the cache: an unknown one is 404, a miss that may not go further 504. */
    boolean know(String cache) {
        for (int n = 0; n < all.size(); n++) {
            try {
                Map<String, String> only = Map.of("Cache-Control", "only-if-cached");
                if (call(n, "GET", path(cache, "nobody"), BodyPublishers.noBody(), only).status == 404) {
                    return false;
                }
            } catch (IOException none) {
                return false;
            }
        }
        return true;
    }

    /** Waits; the milliseconds it took, or -1 when it did not come true in time. */
    static long await(Duration most, long everyMs, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > most.toNanos()) {
                return -1;
            }
            pause(everyMs);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    static void pause(long ms) {
        LockSupport.parkNanos(ms * 1_000_000);
    }

    @Override
    public void close() {
        http.close();
    }
}
