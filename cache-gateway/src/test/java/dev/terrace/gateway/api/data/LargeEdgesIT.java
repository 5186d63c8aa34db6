package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.api.data.LargeClient.MIB;
import static dev.terrace.gateway.api.data.LargeClient.PATIENCE;
import static dev.terrace.gateway.api.data.LargeClient.noise;
import static dev.terrace.gateway.api.data.LargeClient.tag;
import static dev.terrace.gateway.api.data.LargeClient.unknown;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.api.data.LargeClient.Answer;
import dev.terrace.gateway.api.data.LargeClient.Noise;
import dev.terrace.gateway.boot.TierConfig;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.cache.OperationLimits;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with large values: at a data plane of its own with tight bounds, over the gateway's caches and both stores. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class LargeEdgesIT {
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
    private DataPlane plane;
    private HttpServer server;
    private LargeClient client;
    private Shelves shelves;

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

    private static String path(String cache) {
        return "/api/cache/" + cache + "/k";
    }

    private void awaitNothingOnItsWay() {
        await().atMost(PATIENCE)
                .until(() -> plane.streams().coming() + plane.streams().going() == 0);
    }

    /** How a client goes away in the middle of its body. */
    enum Leaving {
        CLOSES,
        CLOSES_ITS_HALF,
        IS_SILENT
    }

    @ParameterizedTest
    @CsvSource({
        "database,CLOSES",
        "database,CLOSES_ITS_HALF",
        "database,IS_SILENT",
        "file_system,CLOSES",
        "file_system,CLOSES_ITS_HALF",
        "file_system,IS_SILENT"
    })
    void keepsTheOldValueAndNothingOfABodyThatEndsInTheMiddle(String type, Leaving leaving) throws Exception {
        String cache = Shelves.cache(type, 8 << 10);
        String old = tag(new Noise(1, 2 * MIB));
        assertEquals(201, client.put(path(cache), noise(1, 2 * MIB)).statusCode());
        try (Socket socket = client.putPart(path(cache), 4 * MIB, 2 * MIB)) {
            await().atMost(PATIENCE).until(() -> shelves.blobs(cache) == 2);
            switch (leaving) {
                case CLOSES -> socket.close();
                case CLOSES_ITS_HALF -> socket.shutdownOutput();
                case IS_SILENT -> assertTrue(ended(socket.getInputStream()));
            }
            awaitNothingOnItsWay();
        }
        await().atMost(PATIENCE).until(() -> shelves.blobs(cache) == 1);
        assertEquals(old, tag(client.get(path(cache)).body()));
    }

    private static boolean ended(InputStream in) {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void refusesABodyOfUnknownLengthWhereItPassesTheLimit(String type) throws Exception {
        String cache = Shelves.cache(type, 2 << 10);
        String old = tag(new Noise(1, 2 * MIB));
        assertEquals(201, client.put(path(cache), unknown(1, 2 * MIB)).statusCode());
        assertEquals(413, client.put(path(cache), unknown(2, 2 * MIB + 1)).statusCode());
        assertEquals(413, client.put(path(cache), noise(2, 2 * MIB + 1)).statusCode());
        awaitNothingOnItsWay();
        await().atMost(PATIENCE).until(() -> shelves.blobs(cache) == 1);
        assertEquals(old, tag(client.get(path(cache)).body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void cutsOffAReaderThatTakesNothing(String type) throws Exception {
        String cache = Shelves.cache(type, 32 << 10);
        client.put(path(cache), noise(1, 24 * MIB));
        try (Socket socket = client.begin("GET", path(cache), "")) {
            Answer answer = Answer.of(socket);
            assertEquals(1, plane.streams().going());
            awaitNothingOnItsWay();
            assertTrue(answer.count() < answer.declared());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void forgetsAReaderThatGoes(String type) throws Exception {
        String cache = Shelves.cache(type, 32 << 10);
        LargeClient patient = new LargeClient(RestAssured.port);
        client.put(path(cache), noise(1, 24 * MIB));
        try (Socket socket = patient.begin("GET", path(cache), "")) {
            assertEquals(200, Answer.of(socket).status());
            assertEquals(1, usual.streams().going());
        }
        await().atMost(PATIENCE).until(() -> usual.streams().going() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void neverShowsADamagedValueAsAWholeOne(String type) throws Exception {
        String cache = Shelves.cache(type, 8 << 10);
        client.put(path(cache), noise(1, 3 * MIB));
        shelves.damage(cache, 3);
        try (Socket socket = client.begin("GET", path(cache), "")) {
            Answer answer = Answer.of(socket);
            assertEquals(200, answer.status());
            assertTrue(answer.count() < answer.declared());
        }
        assertEquals(
                206, client.get(path(cache), "Range", "bytes=0-" + (MIB - 1)).statusCode());
        assertEquals(
                503,
                client.get(path(cache), "Range", "bytes=" + 3 * MIB / 2 + "-").statusCode());
        HttpResponse<InputStream> into = client.get(path(cache), "Range", "bytes=" + MIB + "-");
        assertThrows(IOException.class, () -> into.body().readAllBytes());
        awaitNothingOnItsWay();

        String second = Shelves.cache(type, 8 << 10);
        client.put(path(second), noise(1, 3 * MIB));
        shelves.cutBefore(second, 5);
        HttpResponse<InputStream> cut = client.get(path(second));
        assertThrows(IOException.class, () -> cut.body().readAllBytes());
        awaitNothingOnItsWay();
    }

    @ParameterizedTest
    @CsvSource({"database,false", "database,true", "file_system,false", "file_system,true"})
    void givesARunningReaderTheWholeOldValueOrCutsItOff(String type, boolean swept) throws Exception {
        String cache = Shelves.cache(type, 32 << 10);
        LargeClient patient = new LargeClient(RestAssured.port);
        client.put(path(cache), noise(1, 24 * MIB));
        try (Socket socket = patient.begin("GET", path(cache), "")) {
            Answer answer = Answer.of(socket);
            assertEquals(204, client.put(path(cache), noise(2, 24 * MIB)).statusCode());
            if (swept) {
                shelves.sweepAll(cache);
                assertTrue(answer.count() < answer.declared());
            } else {
                assertEquals(tag(new Noise(1, 24 * MIB)), answer.tag());
            }
        }
        assertEquals(tag(new Noise(2, 24 * MIB)), tag(client.get(path(cache)).body()));
        awaitNothingOnItsWay();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void refusesMoreStreamsThanThereArePlaces(String type) throws Exception {
        String cache = Shelves.cache(type, 8 << 10);
        client.put(path(cache), noise(1, 3 * MIB));
        try (Socket one = client.putPart(path(cache), 4 * MIB, MIB);
                Socket two = client.putPart(path(cache) + "2", 4 * MIB, MIB)) {
            await().atMost(PATIENCE).until(() -> plane.streams().coming() == 2);
            HttpResponse<InputStream> refused = client.get(path(cache));
            assertEquals(503, refused.statusCode());
            assertEquals("1", LargeClient.header(refused, "Retry-After"));
            assertEquals(
                    200,
                    client.http()
                            .send(client.request(path(cache)).HEAD().build(), BodyHandlers.discarding())
                            .statusCode());
            assertTrue(one.isConnected() && two.isConnected());
        }
        awaitNothingOnItsWay();
        assertEquals(tag(new Noise(1, 3 * MIB)), tag(client.get(path(cache)).body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void streamsAndResetsOverHttp2(String type) throws Exception {
        String cache = Shelves.cache(type, 32 << 10);
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        LargeClient over = new LargeClient(http2, server.actualPort());
        assertEquals(404, over.get(path(cache)).statusCode()); // this upgrades the connection
        HttpResponse<String> put = over.put(path(cache), noise(1, 3 * MIB));
        assertEquals(201, put.statusCode());
        assertEquals(HttpClient.Version.HTTP_2, put.version());
        String whole = tag(new Noise(1, 3 * MIB));
        assertEquals(whole, tag(over.get(path(cache)).body()));

        CountDownLatch enough = new CountDownLatch(1);
        HttpRequest stalled = over.request(path(cache))
                .PUT(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> new Stalling(1, 2 * MIB, enough)), 4 * MIB))
                .build();
        CompletableFuture<HttpResponse<String>> put2 = http2.sendAsync(stalled, BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> shelves.blobs(cache) == 2);
        put2.cancel(true);
        awaitNothingOnItsWay();
        await().atMost(PATIENCE).until(() -> shelves.blobs(cache) == 1);
        // The client reads a body on a thread that its other streams may need.
        enough.countDown();
        assertEquals(whole, tag(over.get(path(cache)).body()));

        shelves.damage(cache, 3);
        HttpResponse<InputStream> damaged = over.get(path(cache));
        assertThrows(IOException.class, () -> damaged.body().readAllBytes());
        assertEquals(HttpClient.Version.HTTP_2, over.get(path(cache) + "2").version());
        awaitNothingOnItsWay();
    }

    /** Gives so many bytes, then keeps its reader waiting until it is told to break off. */
    private static final class Stalling extends InputStream {
        private final Noise first;
        private final CountDownLatch enough;

        Stalling(long seed, long length, CountDownLatch enough) {
            first = new Noise(seed, length);
            this.enough = enough;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = first.read(into, offset, length);
            if (n >= 0) {
                return n;
            }
            try {
                enough.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("That is all there is.");
        }
    }
}
