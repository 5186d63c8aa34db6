package dev.terrace.optimizer.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayConfigurationsTest {
    private static final int CHANGES = 1_000;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The token is read on a worker thread; an answer that comes at once is not lost there. */
    @Test
    void everyChangeGetsItsAnswerHoweverFastItComes() {
        AtomicInteger changes = new AtomicInteger();
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            if (!request.method().name().equals("GET")) {
                changes.incrementAndGet();
            }
            request.response().end("{\"version\": 1, \"memory_max_mb\": 64}");
        });
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        String url = "http://127.0.0.1:" + server.actualPort();
        GatewayConfigurations gateway = new GatewayConfigurations(vertx, url, 5_000, () -> "token");
        for (int i = 0; i < CHANGES; i++) {
            Map<String, Double> before =
                    gateway.change("c", Map.of("memory_max_mb", 32.0)).await().atMost(Duration.ofSeconds(20));
            assertEquals(Map.of("memory_max_mb", 64.0), before);
        }
        assertEquals(CHANGES, changes.get());
    }
}
