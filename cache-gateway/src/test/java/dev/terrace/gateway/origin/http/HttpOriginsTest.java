package dev.terrace.gateway.origin.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Origin.Fetched;
import dev.terrace.gateway.cache.Origin.Written;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.coherence.redis.WallTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpOriginsTest {
    private static final int MOST_BYTES = 1000;
    private static final Condition MATCH = new Condition.IfMatch(Set.of("e1"));

    private final Vertx vertx = Vertx.vertx();
    private final HttpOrigins origins = new HttpOrigins(vertx, new WallTime(vertx));
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile Consumer<HttpServerRequest> answer =
            request -> request.response().end();
    private HttpServer server;

    private record Asked(String method, String uri, String ifMatch, String ifNoneMatch) {}

    @BeforeEach
    void listen() {
        server = vertx.createHttpServer().requestHandler(this::handle);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        String ifMatch = request.getHeader("If-Match");
        asked.add(new Asked(request.method().name(), request.uri(), ifMatch, request.getHeader("If-None-Match")));
        answer.accept(request);
    }

    @AfterEach
    void close() {
        origins.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Origin origin(long hardMs) {
        HttpOriginSpec http = new HttpOriginSpec(
                "http://127.0.0.1:" + server.actualPort() + "/o/{key}?v=1", 100, hardMs, true, true, false);
        CacheSpec spec = new CacheSpec(
                "c",
                List.of(TierName.MEMORY),
                Strategy.WRITE_THROUGH,
                1000,
                1000,
                1000,
                MOST_BYTES,
                false,
                false,
                0,
                0,
                0,
                0,
                http,
                1);
        return origins.open(spec, http);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private Fetched fetch(String key) {
        return now(origin(10_000).fetch(CacheKey.of("c", key)));
    }

    private Written write(Condition condition, long hardMs) {
        NewValue value = new NewValue(new byte[] {1, 2}, "text/plain", null, List.of());
        return now(origin(hardMs).write(CacheKey.of("c", "k"), value, condition));
    }

    private void answers(int status) {
        answer = request -> request.response().setStatusCode(status).end("x");
    }

    @Test
    void aKeyIsOneSegment() throws InterruptedException {
        fetch("a/b c?d#e%é~");
        assertEquals("/o/a%2Fb%20c%3Fd%23e%25%C3%A9~?v=1", asked.take().uri());
        fetch("..");
        assertEquals("/o/%2E%2E?v=1", asked.take().uri());
    }

    @Test
    void whatItHoldsComesWithItsType() {
        answer = request ->
                request.response().putHeader("Content-Type", "text/x").end("value");
        Fetched.Value value = assertInstanceOf(Fetched.Value.class, fetch("k"));
        assertArrayEquals(
                "value".getBytes(StandardCharsets.UTF_8), value.value().bytes());
        assertEquals("text/x", value.value().contentType());
    }

    @Test
    void notFoundAndGoneAreAbsences() {
        answers(404);
        assertInstanceOf(Fetched.Nothing.class, fetch("k"));
        answers(410);
        assertInstanceOf(Fetched.Nothing.class, fetch("k"));
    }

    /** The caller's thread is no event loop here: what comes while the next step is only being set up is not lost. */
    @Test
    void aCallMayComeFromAnyThread() {
        answer = request -> request.response().end("value");
        Origin origin = origin(10_000);
        for (int i = 0; i < 3_000; i++) {
            Fetched fetched = now(origin.fetch(CacheKey.of("c", "k")));
            assertArrayEquals(
                    "value".getBytes(StandardCharsets.UTF_8),
                    assertInstanceOf(Fetched.Value.class, fetched).value().bytes());
        }
    }

    @Test
    void aServersErrorIsAFailure() {
        answers(503);
        assertEquals(
                Refusal.ORIGIN_FAILED,
                assertInstanceOf(Fetched.Failed.class, fetch("k")).why());
        assertEquals(
                Refusal.ORIGIN_FAILED,
                assertInstanceOf(Written.Failed.class, write(Condition.NONE, 10_000))
                        .why());
    }

    @Test
    void noAnswerIsATimeout() {
        answer = request -> {};
        Fetched fetched = now(origin(200).fetch(CacheKey.of("c", "k")));
        assertEquals(
                Refusal.ORIGIN_TIMEOUT,
                assertInstanceOf(Fetched.Failed.class, fetched).why());
        assertEquals(
                Refusal.ORIGIN_TIMEOUT,
                assertInstanceOf(Written.Failed.class, write(Condition.NONE, 200))
                        .why());
    }

    @Test
    void aBodyMayBeAsLargeAsAValueAndNoLarger() {
        answer = request -> request.response().end("x".repeat(MOST_BYTES));
        assertInstanceOf(Fetched.Value.class, fetch("k"));
        answer = request -> request.response().end("x".repeat(MOST_BYTES + 1));
        assertInstanceOf(Fetched.Failed.class, fetch("k"));
    }

    @Test
    void conditionsAreTheOrigins() throws InterruptedException {
        answers(201);
        assertEquals(new Written.Done(true, null), write(Condition.NONE, 10_000));
        assertNull(asked.take().ifMatch());
        answers(412);
        assertInstanceOf(Written.ConditionFailed.class, write(MATCH, 10_000));
        assertEquals(new Asked("PUT", "/o/k?v=1", "\"e1\"", null), asked.take());
        assertInstanceOf(Written.ConditionFailed.class, write(new Condition.IfAbsent(), 10_000));
        assertEquals("*", asked.take().ifNoneMatch());
        assertInstanceOf(Written.ConditionFailed.class, now(origin(10_000).delete(CacheKey.of("c", "k"), MATCH)));
        assertEquals(new Asked("DELETE", "/o/k?v=1", "\"e1\"", null), asked.take());
    }
}
