package dev.terrace.optimizer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A gateway as far as configurations go: it keeps them, counts versions and refuses an old one. */
public final class GatewayForTests implements QuarkusTestResourceLifecycleManager {
    private static final String PATH = "/api/admin/caching/configurations/";
    private static final Map<String, JsonObject> CONFIGURATIONS = new ConcurrentHashMap<>();

    private HttpServer server;

    /** There is a cache of that name with so much memory. */
    static void has(String cacheName, double memoryMaxMb) {
        CONFIGURATIONS.put(cacheName, new JsonObject().put("version", 1).put("memory_max_mb", memoryMaxMb));
    }

    /** There is none of that name. */
    static void lacks(String cacheName) {
        CONFIGURATIONS.remove(cacheName);
    }

    static double memoryMaxMb(String cacheName) {
        return CONFIGURATIONS.get(cacheName).getDouble("memory_max_mb");
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, GatewayForTests::answer);
        server.start();
        return Map.of(
                "terrace.gateway.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        JsonObject known = CONFIGURATIONS.get(exchange.getRequestURI().getPath().substring(PATH.length()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = known == null ? 404 : exchange.getRequestMethod().equals("PATCH") ? patch(known, body) : 200;
        byte[] answer = (known == null ? "{}" : known.encode()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static int patch(JsonObject known, String body) {
        JsonObject patch = new JsonObject(body);
        synchronized (known) {
            if (!known.getInteger("version").equals(patch.getInteger("version"))) {
                return 409;
            }
            known.put("memory_max_mb", patch.getDouble("memory_max_mb"));
            known.put("version", known.getInteger("version") + 1);
            return 200;
        }
    }
}
