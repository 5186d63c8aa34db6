package dev.terrace.benchmarks.writeback;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP origin that honours conditions by versions. A value begins with its number and a blank; it checks that no value is written over
 * one of a higher number, nor once more after a deletion.
 */
final class Shelf implements AutoCloseable {
    private record Item(Buffer value, String etag) {}

    private static final class Past {
        long highest = -1;
        boolean deletedSince;
    }

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Past> pasts = new HashMap<>();
    private @Nullable HttpServer server;
    private int port;
    private long version;
    private long writes;
    private long backwards;

    Shelf() {
        up();
    }

    /** Accepts connections, on the same port each time. */
    void up() {
        HttpServer fresh = vertx.createHttpServer().requestHandler(this::serve);
        fresh.listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = fresh.actualPort();
        server = fresh;
    }

    /** Closes all connections and refuses new ones. */
    void down() {
        HttpServer open = server;
        if (open != null) {
            open.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    String template() {
        return "http://127.0.0.1:" + port + "/{key}";
    }

    /** What it has under a key, null for nothing. */
    synchronized @Nullable String value(String key) {
        Item item = items.get(key);
        return item == null ? null : item.value.toString(StandardCharsets.UTF_8);
    }

    /** PUTs and DELETEs that it carried out. */
    synchronized long writes() {
        return writes;
    }

    /** Values that came after a higher one, or once more after their deletion, since this was last asked. */
    synchronized long takeBackwards() {
        long counted = backwards;
        backwards = 0;
        return counted;
    }

    synchronized int size() {
        return items.size();
    }

    /** Forgets everything but its counts. */
    synchronized void clear() {
        items.clear();
        pasts.clear();
    }

    private void serve(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        String key = request.path().substring(1);
        if (request.method() == HttpMethod.GET) {
            Item item = item(key);
            if (item == null) {
                response.setStatusCode(404).end();
            } else {
                response.putHeader("ETag", item.etag).end(item.value);
            }
        } else {
            response.setStatusCode(change(request, key, body)).end();
        }
    }

    private synchronized @Nullable Item item(String key) {
        return items.get(key);
    }

    private synchronized int change(HttpServerRequest request, String key, Buffer body) {
        Item there = items.get(key);
        String match = request.getHeader("If-Match");
        boolean differs = match != null && (there == null || !(match.equals("*") || match.equals(there.etag)));
        if (differs || (request.getHeader("If-None-Match") != null && there != null)) {
            return 412;
        }
        writes++;
        Past past = Objects.requireNonNull(pasts.computeIfAbsent(key, k -> new Past()));
        if (request.method() == HttpMethod.DELETE) {
            items.remove(key);
            past.deletedSince = true;
            return 204;
        }
        long number = Writers.number(body.toString(StandardCharsets.UTF_8));
        if (number < past.highest || (number == past.highest && past.deletedSince)) {
            backwards++;
        }
        past.highest = Math.max(past.highest, number);
        past.deletedSince = false;
        items.put(key, new Item(body, "\"v" + ++version + "\""));
        return there == null ? 201 : 204;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
