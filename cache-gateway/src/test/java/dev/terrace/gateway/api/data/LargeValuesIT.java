package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.api.data.LargeClient.MIB;
import static dev.terrace.gateway.api.data.LargeClient.PATIENCE;
import static dev.terrace.gateway.api.data.LargeClient.header;
import static dev.terrace.gateway.api.data.LargeClient.noise;
import static dev.terrace.gateway.api.data.LargeClient.tag;
import static dev.terrace.gateway.api.data.LargeClient.unknown;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.terrace.gateway.api.data.LargeClient.Noise;
import dev.terrace.gateway.boot.TierConfig;
import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values above 8 MiB through the whole gateway, over both stores that take them. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class LargeValuesIT {
    @Inject
    Caches caches;

    @Inject
    DataPlane plane;

    @Inject
    TierConfig tiers;

    private LargeClient client;
    private Shelves shelves;

    @BeforeEach
    void connect() {
        client = new LargeClient(RestAssured.port);
        shelves = new Shelves(caches, tiers.file().dir().resolve("tier"));
    }

    private static String cache(String type) {
        return Shelves.cache(type, 24 << 10);
    }

    private static String path(String cache) {
        return "/api/cache/" + cache + "/k";
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void bringsBackEveryByte(String type) throws Exception {
        String path = path(cache(type));
        long length = 20L * MIB + 17;
        String expected = tag(new Noise(7, length));
        HttpResponse<String> put = client.put(path, noise(7, length));
        assertEquals(201, put.statusCode(), put.body());
        assertEquals(expected, header(put, "ETag"));
        HttpResponse<InputStream> got = client.get(path);
        assertEquals(200, got.statusCode());
        assertEquals(Long.toString(length), header(got, "Content-Length"));
        assertEquals(expected, header(got, "ETag"));
        assertEquals(expected, tag(got.body()));
        HttpResponse<Void> head = client.http().send(client.request(path).HEAD().build(), BodyHandlers.discarding());
        assertEquals(Long.toString(length), header(head, "Content-Length"));
        assertEquals(304, client.get(path, "If-None-Match", expected).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void takesABodyOfUnknownLength(String type) throws Exception {
        String path = path(cache(type));
        long length = 18L * MIB + 3;
        String expected = tag(new Noise(8, length));
        HttpResponse<String> put = client.put(path, unknown(8, length));
        assertEquals(201, put.statusCode(), put.body());
        assertEquals(expected, tag(client.get(path).body()));
        HttpResponse<String> over = client.put(path, unknown(8, 25L * MIB));
        assertEquals(413, over.statusCode());
        assertEquals(413, client.put(path, noise(8, 25L * MIB)).statusCode());
        assertEquals(expected, tag(client.get(path).body()));
        assertEquals(204, client.put(path, BodyPublishers.ofString("small")).statusCode());
        admin().get(path).then().statusCode(200).body(equalTo("small"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void sendsTheRangesThatAreAskedFor(String type) throws Exception {
        String path = path(cache(type));
        int length = 9 * MIB + 5;
        byte[] all = new Noise(9, length).readAllBytes();
        String tag = header(client.put(path, noise(9, length)), "ETag");
        int chunk = Blobs.CHUNK_BYTES;
        for (int[] range : new int[][] {
            {0, 0}, {chunk - 1, chunk}, {chunk, 2 * chunk - 1}, {3, 3 * chunk + 3}, {length - 7, length - 1}
        }) {
            HttpResponse<InputStream> part = client.get(path, "Range", "bytes=" + range[0] + "-" + range[1]);
            assertEquals(206, part.statusCode());
            assertEquals("bytes " + range[0] + "-" + range[1] + "/" + length, header(part, "Content-Range"));
            assertArrayEquals(
                    Arrays.copyOfRange(all, range[0], range[1] + 1), part.body().readAllBytes());
        }
        assertArrayEquals(
                Arrays.copyOfRange(all, length - 600_000, length),
                client.get(path, "Range", "bytes=-600000", "If-Range", tag)
                        .body()
                        .readAllBytes());
        HttpResponse<InputStream> other = client.get(path, "Range", "bytes=0-1", "If-Range", "\"other\"");
        assertEquals(200, other.statusCode());
        assertArrayEquals(all, other.body().readAllBytes());
        HttpResponse<InputStream> past = client.get(path, "Range", "bytes=" + length + "-");
        assertEquals(416, past.statusCode());
        assertEquals("bytes */" + length, header(past, "Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void writesUnderConditionsAndCountsAndBatchesNot(String type) throws Exception {
        String cache = cache(type);
        String path = path(cache);
        String first = header(client.put(path, noise(1, 9 * MIB), "If-None-Match", "*"), "ETag");
        assertEquals(
                412, client.put(path, noise(2, 9 * MIB), "If-None-Match", "*").statusCode());
        assertEquals(
                412,
                client.put(path, noise(2, 9 * MIB), "If-Match", "\"other\"").statusCode());
        assertEquals(first, tag(client.get(path).body()));
        HttpResponse<String> second = client.put(path, noise(2, 9 * MIB), "If-Match", first);
        assertEquals(204, second.statusCode());
        assertNotEquals(first, header(second, "ETag"));
        assertEquals(header(second, "ETag"), tag(client.get(path).body()));
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
        assertEquals(404, client.get(path).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void sweepsWhatWasOverwrittenDeletedAndInvalidatedAndKeepsTheRest(String type) throws Exception {
        String cache = cache(type);
        client.put(path(cache), noise(1, 9 * MIB));
        client.put(path(cache), noise(2, 9 * MIB));
        client.put(path(cache) + "2?tags=t", noise(3, 9 * MIB));
        assertEquals(3, shelves.blobs(cache));
        shelves.sweepAll(cache);
        assertEquals(2, shelves.blobs(cache));
        assertEquals(tag(new Noise(2, 9 * MIB)), tag(client.get(path(cache)).body()));
        invalidate(cache, "tags", List.of("t"));
        assertEquals(404, client.get(path(cache) + "2").statusCode());
        shelves.sweepAll(cache);
        assertEquals(1, shelves.blobs(cache));
        assertEquals(tag(new Noise(2, 9 * MIB)), tag(client.get(path(cache)).body()));
        invalidate(cache, "pattern", "k*");
        client.put(path(cache) + "3", noise(3, 9 * MIB));
        admin().delete(path(cache) + "3").then().statusCode(204);
        shelves.sweepAll(cache);
        assertEquals(0, shelves.blobs(cache));
        assertEquals(404, client.get(path(cache)).statusCode());
    }

    private static void invalidate(String cache, String what, Object value) {
        admin().body(Map.of("cache_name", cache, what, value, "reason", "test"))
                .post(BASE + "invalidations/invalidate_keys/")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void showsOneWholeVersionWhileItIsOverwritten(String type) throws Exception {
        String path = path(cache(type));
        client.put(path, noise(0, 9 * MIB));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                long seed = 100L * (writer + 1);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 5; i++) {
                        int status = client.put(path, noise(seed + i, (8L + i) * MIB + 1 + i))
                                .statusCode();
                        assertEquals(204, status);
                    }
                    return null;
                }));
            }
            for (int reader = 0; reader < 2; reader++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 8; i++) {
                        HttpResponse<InputStream> got = client.get(path);
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
