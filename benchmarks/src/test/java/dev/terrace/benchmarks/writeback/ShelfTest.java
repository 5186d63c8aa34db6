package dev.terrace.benchmarks.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShelfTest {
    private final Shelf shelf = new Shelf();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        http.close();
        shelf.close();
    }

    private int send(String method, String value, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(shelf.template().replace("{key}", "k")))
                .method(method, BodyPublishers.ofString(value));
        return http.send(
                        headers.length == 0
                                ? request.build()
                                : request.headers(headers).build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void decidesConditions() throws Exception {
        assertEquals(201, send("PUT", "1 a", "If-None-Match", "*"));
        assertEquals(412, send("PUT", "2 a", "If-None-Match", "*"));
        assertEquals(412, send("PUT", "2 a", "If-Match", "\"other\""));
        assertEquals(204, send("PUT", "2 a", "If-Match", "\"v1\""));
        assertEquals("2 a", shelf.value("k"));
        assertEquals(2, shelf.writes());
        assertEquals(0, shelf.takeBackwards());
    }

    @Test
    void seesALowerNumberAndOneThatComesBack() throws Exception {
        send("PUT", "5 a");
        send("PUT", "5 a");
        assertEquals(0, shelf.takeBackwards());
        send("PUT", "4 a");
        assertEquals(1, shelf.takeBackwards());
        send("PUT", "6 a");
        send("DELETE", "");
        assertNull(shelf.value("k"));
        send("PUT", "6 a");
        assertEquals(1, shelf.takeBackwards());
    }

    @Test
    void isBackOnTheSamePort() throws Exception {
        send("PUT", "5 a");
        shelf.down();
        assertThrows(IOException.class, () -> send("GET", ""));
        shelf.up();
        assertEquals(200, send("GET", ""));
    }
}
