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

import dev.terrace.gateway.api.data.LargeClient.Noise;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a large body comes. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class LargeUploadsIT extends LargeEdges {
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
