package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.ContentTag;
import dev.terrace.gateway.tier.database.DatabaseTiers;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values above 8 MiB through the whole gateway, over both stores that take them. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class LargeValuesIT {
    private static final int MIB = 1 << 20;
    private static final String OCTETS = "application/octet-stream";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    Caches caches;

    @Inject
    DataPlane plane;

    @Inject
    DatabaseTiers database;

    private static String cache(String type) {
        String name = freshName();
        admin().body(Map.of("name", name, "cache_type", type, "max_value_kb", 128 << 10))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        return name;
    }

    private static String path(String cache) {
        return "/api/cache/" + cache + "/k";
    }

    /** A stream of bytes that depend on the seed, and never all in memory. */
    private static final class Noise extends InputStream {
        private final Random random;
        private final byte[] block = new byte[1024];
        private int at = block.length;
        private long left;

        Noise(long seed, long length) {
            random = new Random(seed);
            left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            if (at == block.length) {
                random.nextBytes(block);
                at = 0;
            }
            int n = (int) Math.min(left, Math.min(length, block.length - at));
            System.arraycopy(block, at, into, offset, n);
            at += n;
            left -= n;
            return n;
        }
    }

    /** The etag that the gateway has to give, and the length, of what can be read. */
    private static String tag(InputStream in) throws IOException {
        ContentTag tag = new ContentTag(OCTETS);
        byte[] buffer = new byte[1024];
        for (int n = in.readNBytes(buffer, 0, 1024); n > 0; n = in.readNBytes(buffer, 0, 1024)) {
            tag.add(n == 1024 ? buffer : Arrays.copyOf(buffer, n));
        }
        return '"' + tag.etag() + '"';
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Admin.token());
    }

    private HttpResponse<String> put(String path, BodyPublisher body, String... headers) throws Exception {
        HttpRequest.Builder request =
                request(path).header("Content-Type", OCTETS).PUT(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static BodyPublisher noise(long seed, long length) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Noise(seed, length)), length);
    }

    private HttpResponse<InputStream> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void bringsBackEveryByte(String type) throws Exception {
        String path = path(cache(type));
        long length = 24L * MIB + 17;
        String expected = tag(new Noise(7, length));
        HttpResponse<String> put = put(path, noise(7, length));
        assertEquals(201, put.statusCode(), put.body());
        assertEquals(expected, header(put, "ETag"));
        HttpResponse<InputStream> got = get(path);
        assertEquals(200, got.statusCode());
        assertEquals(Long.toString(length), header(got, "Content-Length"));
        assertEquals(expected, header(got, "ETag"));
        assertEquals(expected, tag(got.body()));
        HttpResponse<Void> head = client.send(request(path).HEAD().build(), BodyHandlers.discarding());
        assertEquals(Long.toString(length), header(head, "Content-Length"));
        assertEquals(304, get(path, "If-None-Match", expected).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void takesABodyOfUnknownLength(String type) throws Exception {
        String path = path(cache(type));
        long length = 20L * MIB + 3;
        String expected = tag(new Noise(8, length));
        HttpResponse<String> put = put(path, BodyPublishers.ofInputStream(() -> new Noise(8, length)));
        assertEquals(201, put.statusCode(), put.body());
        assertEquals(expected, tag(get(path).body()));
        HttpResponse<String> over = put(path, BodyPublishers.ofInputStream(() -> new Noise(8, 129L * MIB)));
        assertEquals(413, over.statusCode());
        assertEquals(413, put(path, noise(8, 129L * MIB)).statusCode());
        assertEquals(expected, tag(get(path).body()));
        assertEquals(204, put(path, BodyPublishers.ofString("small")).statusCode());
        admin().get(path).then().statusCode(200).body(equalTo("small"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void sendsTheRangesThatAreAskedFor(String type) throws Exception {
        String path = path(cache(type));
        int length = 9 * MIB + 5;
        byte[] all = new Noise(9, length).readAllBytes();
        String tag = header(put(path, noise(9, length)), "ETag");
        int chunk = Blobs.CHUNK_BYTES;
        for (int[] range : new int[][] {
            {0, 0}, {chunk - 1, chunk}, {chunk, 2 * chunk - 1}, {3, 3 * chunk + 3}, {length - 7, length - 1}
        }) {
            HttpResponse<InputStream> part = get(path, "Range", "bytes=" + range[0] + "-" + range[1]);
            assertEquals(206, part.statusCode());
            assertEquals("bytes " + range[0] + "-" + range[1] + "/" + length, header(part, "Content-Range"));
            assertArrayEquals(
                    Arrays.copyOfRange(all, range[0], range[1] + 1), part.body().readAllBytes());
        }
        assertArrayEquals(
                Arrays.copyOfRange(all, length - 600_000, length),
                get(path, "Range", "bytes=-600000", "If-Range", tag).body().readAllBytes());
        HttpResponse<InputStream> other = get(path, "Range", "bytes=0-1", "If-Range", "\"other\"");
        assertEquals(200, other.statusCode());
        assertArrayEquals(all, other.body().readAllBytes());
        HttpResponse<InputStream> past = get(path, "Range", "bytes=" + length + "-");
        assertEquals(416, past.statusCode());
        assertEquals("bytes */" + length, header(past, "Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void writesUnderConditionsAndCountsAndBatchesNot(String type) throws Exception {
        String cache = cache(type);
        String path = path(cache);
        String first = header(put(path, noise(1, 9 * MIB), "If-None-Match", "*"), "ETag");
        assertEquals(412, put(path, noise(2, 9 * MIB), "If-None-Match", "*").statusCode());
        assertEquals(412, put(path, noise(2, 9 * MIB), "If-Match", "\"other\"").statusCode());
        assertEquals(first, tag(get(path).body()));
        HttpResponse<String> second = put(path, noise(2, 9 * MIB), "If-Match", first);
        assertEquals(204, second.statusCode());
        assertNotEquals(first, header(second, "ETag"));
        assertEquals(header(second, "ETag"), tag(get(path).body()));
        if (type.equals("database")) {
            admin().post(path + "/_increment").then().statusCode(409);
        }
        admin().body(Map.of("keys", List.of("k")))
                .post("/api/cache/" + cache + "/_mget")
                .then()
                .statusCode(200)
                .body(containsString("Too large for a batch"));
        admin().get(path + "?explain=true").then().body("bytes", equalTo(9 * MIB));
        admin().delete(path).then().statusCode(204);
        assertEquals(404, get(path).statusCode());
    }

    private void sweepAll(String cache) {
        Blobs blobs = Objects.requireNonNull(caches.find(cache).orElseThrow().blobs());
        while (blobs.sweep(Duration.ZERO).await().atMost(PATIENCE).blobs() > 0) {
            continue;
        }
    }

    @Test
    void leavesNothingOfAClientThatBreaksOff() throws Exception {
        String cache = cache("database");
        sweepAll(cache);
        long before = database.blobTotals().blobs();
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            String head = "PUT " + path(cache) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Admin.token()
                    + "\r\nContent-Length: " + 64 * MIB + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[20 * MIB]);
            out.flush();
            Awaitility.await().atMost(PATIENCE).until(() -> plane.streams().coming() > 0);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> plane.streams().coming() == 0);
        sweepAll(cache);
        assertEquals(before, database.blobTotals().blobs());
        assertEquals(404, get(path(cache)).statusCode());
    }

    @Test
    void sweepsWhatWasOverwrittenAndDeletedAndKeepsTheRest() throws Exception {
        String cache = cache("database");
        sweepAll(cache);
        long before = database.blobTotals().blobs();
        put(path(cache), noise(1, 9 * MIB));
        put(path(cache), noise(2, 9 * MIB));
        sweepAll(cache);
        assertEquals(before + 1, database.blobTotals().blobs());
        assertEquals(tag(new Noise(2, 9 * MIB)), tag(get(path(cache)).body()));
        admin().delete(path(cache)).then().statusCode(204);
        sweepAll(cache);
        assertEquals(before, database.blobTotals().blobs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void showsOneWholeVersionWhileItIsOverwritten(String type) throws Exception {
        String path = path(cache(type));
        put(path, noise(0, 9 * MIB));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                long seed = 100L * (writer + 1);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 5; i++) {
                        int status = put(path, noise(seed + i, (8L + i) * MIB + 1 + i))
                                .statusCode();
                        assertEquals(204, status);
                    }
                    return null;
                }));
            }
            for (int reader = 0; reader < 2; reader++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 8; i++) {
                        HttpResponse<InputStream> got = get(path);
                        assertEquals(200, got.statusCode());
                        assertEquals(header(got, "ETag"), tag(got.body()));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(300, TimeUnit.SECONDS);
            }
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> plane.streams().going() + plane.streams().coming() == 0);
    }
}
