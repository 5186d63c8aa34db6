package dev.terrace.gateway.writeback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP origin that honours If-Match and If-None-Match by versions, writes down what it did, and can be switched off. Keys in
 * {@link #refused} are answered 400.
 */
final class Shelf implements AutoCloseable {
    private record Item(byte[] value, String etag) {}

    final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, List<String>> done = new HashMap<>();
    private volatile @Nullable CountDownLatch gate;
    private volatile boolean waiting;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private HttpServer server;
    private final int port;
    private long version;

    Shelf() {
        server = open(0);
        port = server.getAddress().getPort();
    }

    private HttpServer open(int at) {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            fresh.createContext("/", this::serve);
            fresh.setExecutor(threads);
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> settings() {
        return Map.of(
                "url_template",
                "http://127.0.0.1:" + port + "/{key}",
                "writable",
                true,
                "conditional",
                true,
                "hard_timeout_ms",
                5000);
    }

    /** Connections are refused from here on. */
    void down() {
        server.stop(0);
    }

    void up() {
        server = open(port);
    }

    /** PUTs wait from here on. */
    void hold() {
        waiting = false;
        gate = new CountDownLatch(1);
    }

    /** Whether one does. */
    boolean isWaiting() {
        return waiting;
    }

    void release() {
        CountDownLatch held = gate;
        gate = null;
        if (held != null) {
            held.countDown();
        }
    }

    /** What it has under a key, null for nothing. */
    synchronized @Nullable String value(String key) {
        Item item = items.get(key);
        return item == null ? null : new String(item.value, StandardCharsets.UTF_8);
    }

    synchronized @Nullable String etag(String key) {
        Item item = items.get(key);
        return item == null ? null : item.etag;
    }

    /** What was done with a key, in that order: values, or {@code deleted}. */
    synchronized List<String> done(String key) {
        return List.copyOf(done.getOrDefault(key, List.of()));
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        CountDownLatch held = gate;
        if (held != null && exchange.getRequestMethod().equals("PUT")) {
            waiting = true;
            pass(held);
        }
        Answer answer = answer(exchange, sent);
        if (answer.etag != null) {
            exchange.getResponseHeaders().set("ETag", answer.etag);
        }
        exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
        exchange.getResponseBody().write(answer.body);
        exchange.close();
    }

    private static void pass(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Answer(int status, byte[] body, @Nullable String etag) {
        static Answer of(int status) {
            return new Answer(status, new byte[0], null);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] sent) {
        String key = exchange.getRequestURI().getPath().substring(1);
        Item there = items.get(key);
        String method = exchange.getRequestMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            return there == null ? Answer.of(404) : new Answer(200, there.value, there.etag);
        }
        if (refused.contains(key)) {
            return Answer.of(400);
        }
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        boolean none = exchange.getRequestHeaders().getFirst("If-None-Match") != null;
        boolean differs = match != null && (there == null || !(match.equals("*") || match.equals(there.etag)));
        if (differs || (none && there != null)) {
            return Answer.of(412);
        }
        return method.equals("PUT") ? put(key, sent) : delete(key);
    }

    private Answer put(String key, byte[] value) {
        Item before = items.put(key, new Item(value, "\"v" + ++version + "\""));
        note(key, new String(value, StandardCharsets.UTF_8));
        return Answer.of(before == null ? 201 : 204);
    }

    private Answer delete(String key) {
        boolean there = items.remove(key) != null;
        note(key, "deleted");
        return Answer.of(there ? 204 : 404);
    }

    private void note(String key, String what) {
        done.computeIfAbsent(key, k -> new ArrayList<>()).add(what);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdown();
    }
}
