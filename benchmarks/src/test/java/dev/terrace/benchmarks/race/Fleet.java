package dev.terrace.benchmarks.race;

import dev.terrace.benchmarks.suite.Standing;
import dev.terrace.benchmarks.suite.Suite;
import dev.terrace.kit.test.Line;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Four gateways as processes of their own, over Redis twice and Memcached of their own, which may be hurt, and the shared servers for
 * everything else. The last gateway reaches both Redis over lines that can be cut.
 */
final class Fleet implements AutoCloseable {
    static final int GATEWAYS = 4;
    static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Path APP = Path.of(System.getProperty("terrace.root", ".."))
            .resolve("cache-gateway/target/quarkus-app/quarkus-run.jar");

    final PrivateServer log = LocalStack.privateLogRedis();
    final PrivateServer redis = LocalStack.privateRedis();
    final PrivateServer memcached = LocalStack.privateMemcached();
    final Line logLine;
    final Line redisLine;
    private final List<Process> processes = new ArrayList<>();
    private final List<Suite> gateways = new ArrayList<>();

    private Fleet() throws IOException {
        logLine = new Line(log.port());
        redisLine = new Line(redis.port());
        for (int n = 0; n < GATEWAYS; n++) {
            gateways.add(launch(n));
        }
    }

    static Fleet start() {
        try {
            Fleet fleet = new Fleet();
            try {
                fleet.gateways.forEach(
                        gateway -> Awaitility.await().atMost(PATIENCE).until(gateway::ready));
            } catch (RuntimeException late) {
                fleet.close();
                throw late;
            }
            return fleet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Standing standing() {
        return new Standing(gateways, Map.of(), Map.of());
    }

    Race race() {
        return new Race(gateways.stream()
                .map(gateway -> new Race.Place(gateway.url(), gateway.token()))
                .toList());
    }

    Path logOf(int gateway) {
        return LocalStack.directory().resolve("gateway-" + (gateway + 1) + ".log");
    }

    private Suite launch(int number) throws IOException {
        int port = freePort();
        Map<String, String> told = new LinkedHashMap<>(LocalStack.environment());
        boolean last = number == GATEWAYS - 1;
        told.put("TERRACE_HTTP_PORT", Integer.toString(port));
        told.put("TERRACE_PROXY_PORT", Integer.toString(freePort()));
        told.put("TERRACE_NODE_ID", "gateway-" + (number + 1));
        told.put(
                "TERRACE_DATA_DIR",
                Files.createDirectories(LocalStack.directory().resolve("gateway-" + (number + 1)))
                        .toString());
        told.put("TERRACE_ENGINE_FILE_RECORDS", "false");
        told.put("TERRACE_LOG_REDIS_URL", "redis://127.0.0.1:" + (last ? logLine.port() : log.port()));
        told.put("TERRACE_REDIS_URL", "redis://127.0.0.1:" + (last ? redisLine.port() : redis.port()));
        told.put("TERRACE_MEMCACHED_SERVERS", memcached.url());
        // What blocks an event loop is to be said, with where it stood.
        told.put("QUARKUS_VERTX_MAX_EVENT_LOOP_EXECUTE_TIME", "0.05s");
        told.put("QUARKUS_VERTX_WARNING_EXCEPTION_TIME", "0.05s");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "-jar",
                APP.toString()));
        builder.environment().putAll(told);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(logOf(number).toFile())
                .start();
        processes.add(process);
        LocalStack.endsWithServers("gateway-" + port, process);
        String token = Files.readString(Path.of(told.getOrDefault("TERRACE_ADMIN_TOKEN_FILE", "")))
                .strip();
        return new Suite("http://127.0.0.1:" + port, token, process.pid());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().join());
        for (AutoCloseable one : List.of(logLine, redisLine, log, redis, memcached)) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
