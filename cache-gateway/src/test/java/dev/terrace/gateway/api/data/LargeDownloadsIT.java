package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.api.data.LargeClient.MIB;
import static dev.terrace.gateway.api.data.LargeClient.PATIENCE;
import static dev.terrace.gateway.api.data.LargeClient.noise;
import static dev.terrace.gateway.api.data.LargeClient.tag;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.api.data.LargeClient.Answer;
import dev.terrace.gateway.api.data.LargeClient.Noise;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a large answer goes. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class LargeDownloadsIT extends LargeEdges {
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
}
