package dev.terrace.cachectl.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.terrace.cachectl.client.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small cache that speaks the data plane's HTTP. */
class ReplayTest {
    private final Map<String, byte[]> store = new ConcurrentHashMap<>();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean mixUp;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/cache/web/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keepsTheOrderAndFillsWhatIsMissing() throws Exception {
        Tally tally = replay("key\na\nb\na\n", 1, false);
        assertEquals(List.of("GET a", "PUT a", "GET b", "PUT b", "GET a"), heard);
        Map<String, Object> report = tally.report(1);
        assertEquals(3L, report.get("reads"));
        assertEquals(1L, report.get("hits"));
        assertEquals(Map.of("memory", 1L), report.get("hits_by_tier"));
        assertEquals(0, tally.failures());
    }

    @Test
    void takesSizesFromTheTraceAndOperationsWhenAsked() throws Exception {
        replay("key,size,op\na,10,set\na,10,get\na,0,delete\nb,1,get\n", 1, true);
        assertEquals(List.of("PUT a", "GET a", "DELETE a", "GET b"), heard);
        assertTrue(store.isEmpty());
    }

    @Test
    void noticesAnotherKeysValue() throws Exception {
        mixUp = true;
        Tally tally = replay("key\na\na\n", 1, false);
        assertEquals(1, tally.failures());
    }

    @Test
    void sendsEveryRowOverSeveralConnections() throws Exception {
        StringBuilder rows = new StringBuilder("key\n");
        for (int i = 0; i < 500; i++) {
            rows.append(i % 50).append('\n');
        }
        Tally tally = replay(rows.toString(), 4, false);
        assertEquals(500L, tally.report(1).get("reads"));
        assertEquals(0, tally.failures());
    }

    private Tally replay(String rows, int connections, boolean ops) throws Exception {
        Path file = Files.writeString(dir.resolve("trace.csv"), rows);
        Access access = new Access("http://127.0.0.1:" + server.getAddress().getPort(), "token");
        try (Trace trace = Trace.open(file, null)) {
            return new Replay(access, new Replay.Plan("web", 0, connections, ops, 64)).run(trace, done -> {});
        }
    }

    private void answer(HttpExchange call) throws IOException {
        String key = call.getRequestURI().getPath().substring("/api/cache/web/".length());
        heard.add(call.getRequestMethod() + " " + key);
        assertNull(call.getRequestHeaders().getFirst("Cache-Control"), "a replay must not ask past the cache");
        byte[] body = call.getRequestBody().readAllBytes();
        switch (call.getRequestMethod()) {
            case "PUT" -> {
                store.put(key, mixUp ? Values.of("other", body.length) : body);
                call.sendResponseHeaders(201, -1);
            }
            case "DELETE" -> {
                store.remove(key);
                call.sendResponseHeaders(204, -1);
            }
            default -> get(call, key);
        }
        call.close();
    }

    private void get(HttpExchange call, String key) throws IOException {
        byte[] value = store.get(key);
        if (value == null) {
            call.getResponseHeaders().set("Cache-Status", "terrace; fwd=miss, memory; fwd=miss");
            call.sendResponseHeaders(404, -1);
            return;
        }
        call.getResponseHeaders().set("Cache-Status", "terrace; hit; ttl=9, memory; hit");
        call.sendResponseHeaders(200, value.length);
        call.getResponseBody().write(value);
    }
}
