package dev.terrace.gateway.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
    /** Vert.x tells bytes in steps of 4 KiB. */
    private static final int MUCH = 5_000;

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final HttpBytes bytes = new HttpBytes();

    @Test
    void leavesOutTheDataPlaneAndNothingElse() throws Exception {
        MetricsOptions metrics = new MetricsOptions().setEnabled(true).setFactory(options -> new VertxMetrics() {
            @Override
            public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions of, SocketAddress at) {
                return new RequestMetrics<>(new Noted(), bytes);
            }
        });
        Vertx vertx = Vertx.vertx(new VertxOptions().setMetricsOptions(metrics));
        try {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> {
                        request.routed("/somewhere");
                        request.response().end("a".repeat(MUCH));
                    })
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, SECONDS);
            URI at = URI.create("http://127.0.0.1:" + server.actualPort());
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (String path : List.of("/api/cache/c/key", "/api/admin/caching/jobs/", "/api/cachet")) {
                    client.send(
                            java.net.http.HttpRequest.newBuilder(at.resolve(path))
                                    .POST(BodyPublishers.ofString("p".repeat(MUCH)))
                                    .build(),
                            BodyHandlers.discarding());
                }
            }
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertEquals(List.of("/api/admin/caching/jobs/", "/api/cachet"), ended));
            assertEquals(ended, begun);
            await().atMost(20, SECONDS).untilAsserted(() -> {
                assertTrue(bytes.received.sum() >= 2 * MUCH);
                assertTrue(bytes.sent.sum() >= 2 * MUCH);
            });
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, SECONDS);
        }
    }

    private final class Noted implements HttpServerMetrics<String, String, String> {
        @Override
        public String requestBegin(String socket, HttpRequest request) {
            begun.add(request.uri());
            return request.uri();
        }

        @Override
        public void responseEnd(String request, HttpResponse response, long bytesWritten) {
            ended.add(request);
        }
    }
}
