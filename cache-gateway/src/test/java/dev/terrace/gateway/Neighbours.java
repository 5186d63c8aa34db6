package dev.terrace.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What answers in place of the other services: a server that says what reached it (monitoring, CDN service), and for the optimizer a port
 * where nobody listens.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
    /** System property that counts the event streams that are open. */
    public static final String STREAMS = "terrace.test.streams";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong streams = new AtomicLong();

    @Override
    public Map<String, String> start() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        String here = "http://127.0.0.1:" + server.actualPort();
        return Map.of(
                "terrace.monitoring.url", here,
                "terrace.cdn.url", here,
                "terrace.optimizer.url", "http://127.0.0.1:" + unusedPort());
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/api/admin/caching/metrics/stream" -> stream(request);
            case "/api/admin/caching/cdn/upload_assets/" -> count(request);
            case "/q/openapi" ->
                request.response().putHeader("Content-Type", "application/json").end("""
                            {"openapi": "3.1.0", "paths": {"/api/admin/caching/metrics/summary": {"get": {"responses": {"200":
                             {"description": "ok", "content": {"application/json": {"schema":
                             {"$ref": "#/components/schemas/Page"}}}}}}}},
                             "components": {"schemas": {"Page": {"type": "object", "title": "of a neighbour"}}}}""");
            default -> echo(request);
        }
    }

    private static void echo(HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Location", "/api/admin/caching/jobs/mon-1/")
                .putHeader("Connection", "X-Hop")
                .putHeader("X-Hop", "one")
                .end(new JsonObject()
                        .put("method", request.method().name())
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .encode());
    }

    private static void count(HttpServerRequest request) {
        AtomicLong bytes = new AtomicLong();
        request.handler(chunk -> bytes.addAndGet(chunk.length()));
        request.endHandler(end -> request.response()
                .setStatusCode(201)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("bytes", bytes.get()).encode()));
    }

    private void stream(HttpServerRequest request) {
        System.setProperty(STREAMS, Long.toString(streams.incrementAndGet()));
        request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .closeHandler(gone -> System.setProperty(STREAMS, Long.toString(streams.decrementAndGet())))
                .write("data: first\n\n");
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
