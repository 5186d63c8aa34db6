package dev.terrace.gateway.api.data;

import dev.terrace.gateway.MovableClock;
import dev.terrace.gateway.cache.MemoryCache;
import dev.terrace.gateway.cache.MemoryCaches;
import dev.terrace.gateway.cache.OperationLimits;
import dev.terrace.kit.security.Authenticator;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.CredentialSource;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The data plane on a real server and port, over caches that are maps, with a client. */
final class Plane implements AutoCloseable {
    static final long BODIES = 1 << 20;
    final MemoryCaches caches = new MemoryCaches();
    final MemoryCache cache = caches.with("c", 64 << 10);
    final MovableClock clock = new MovableClock(Instant.ofEpochMilli(MemoryCache.NOW));
    final Map<String, Caller> tokens = new ConcurrentHashMap<>(Map.of(
            "admin", new Caller("admin", Role.ADMIN, Set.of()),
            "viewer", new Caller("viewer", Role.VIEWER, Set.of()),
            "other", new Caller("other", Role.ADMIN, Set.of("other"))));
    final AtomicInteger lookups = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Plane() throws Exception {
        CredentialSource source = token -> {
            lookups.incrementAndGet();
            return Uni.createFrom().item(Optional.ofNullable(tokens.get(token)));
        };
        Gate gate = new Gate(new Authenticator(java.util.List.of(source)), clock);
        DataPlane plane = new DataPlane(
                gate,
                caches,
                name -> name.equals("off"),
                OperationLimits.NONE,
                new DataPlaneLimits(BODIES, BODIES, 8L << 20, 32, 60_000),
                clock);
        Router router = Router.router(vertx);
        plane.route(router);
        router.route().last().handler(ctx -> ctx.response().setStatusCode(404).end("elsewhere"));
        server = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(32768))
                .requestHandler(request -> {
                    request.pause(); // as Quarkus does
                    router.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    /** A request with the admin's token; headers in pairs. */
    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        return sendAs("Bearer admin", method, path, body, headers);
    }

    HttpResponse<String> sendAs(String authorization, String method, String path, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Sends these bytes as they are and reads until the server closes or the marker was seen. */
    String raw(String text, String until) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket.getInputStream(), until);
        }
    }

    static String read(InputStream in, String until) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            seen.write(b);
            if (seen.toString(StandardCharsets.ISO_8859_1).endsWith(until)) {
                break;
            }
        }
        return seen.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
