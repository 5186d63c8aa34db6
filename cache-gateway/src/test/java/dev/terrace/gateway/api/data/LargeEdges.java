package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.api.data.LargeClient.PATIENCE;
import static org.awaitility.Awaitility.await;

import dev.terrace.gateway.boot.TierConfig;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.cache.OperationLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A data plane of its own with tight bounds on large values, over the gateway's caches and both stores. */
abstract class LargeEdges {
    private static final long IDLE_MS = 1000;

    @Inject
    Caches caches;

    @Inject
    TierConfig tiers;

    @Inject
    Gate gate;

    @Inject
    InactiveCaches inactive;

    @Inject
    InstantSource clock;

    /** The gateway's own, with its usual bounds. */
    @Inject
    DataPlane usual;

    private static Vertx vertx;
    DataPlane plane;
    HttpServer server;
    LargeClient client;
    Shelves shelves;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void serve() throws Exception {
        DataPlaneLimits limits = new DataPlaneLimits(64L << 20, 1 << 20, 256 << 10, 2, IDLE_MS);
        plane = new DataPlane(gate, caches, inactive, OperationLimits.NONE, limits, clock);
        Router router = Router.router(vertx);
        plane.route(router);
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.pause(); // as Quarkus does
                    router.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        client = new LargeClient(server.actualPort());
        shelves = new Shelves(caches, tiers.file().dir().resolve("tier"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static String path(String cache) {
        return "/api/cache/" + cache + "/k";
    }

    void awaitNothingOnItsWay() {
        await().atMost(PATIENCE)
                .until(() -> plane.streams().coming() + plane.streams().going() == 0);
    }
}
