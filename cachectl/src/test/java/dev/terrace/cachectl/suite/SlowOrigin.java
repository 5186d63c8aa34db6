package dev.terrace.cachectl.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP origin that answers what it held when the request started, when it is let to. */
final class SlowOrigin implements AutoCloseable {
    private static final CountDownLatch OPEN = new CountDownLatch(0);
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile CountDownLatch gate = OPEN;

    SlowOrigin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/items/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The configuration's {@code origin}. */
    Map<String, Object> settings(boolean writable) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/items/{key}";
        return Map.of(
                "type",
                "http",
                "url_template",
                url,
                "writable",
                writable,
                "soft_timeout_ms",
                5000,
                "hard_timeout_ms",
                8000);
    }

    void hold(String key, String value) {
        values.put(key, Api.bytes(value));
    }

    /** Reads wait from now on. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        CountDownLatch waiting = gate;
        gate = OPEN;
        waiting.countDown();
    }

    /** How many reads have come. */
    int reads() {
        return reads.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().substring("/items/".length());
            byte[] sent = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestMethod()) {
                case "GET" -> read(exchange, values.get(key));
                case "PUT" -> {
                    values.put(key, sent);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> {
                    values.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
            }
        }
    }

    private void read(HttpExchange exchange, byte[] held) throws IOException {
        CountDownLatch waiting = gate;
        reads.incrementAndGet();
        try {
            waiting.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (held == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, held.length);
            exchange.getResponseBody().write(held);
        }
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        threads.shutdownNow();
    }
}
