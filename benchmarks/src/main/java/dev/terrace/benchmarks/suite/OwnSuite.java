package dev.terrace.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A suite of this checkout for runs that kill parts of it or measure its processes: one or two gateways, on free ports, with its own state; a suite that a developer
 * runs is not touched. It ends with this JVM. What is killed is started again by the launcher at once.
 */
public final class OwnSuite implements AutoCloseable {
    private static final int TWO = 2;
    private static final int START_SECONDS = 300;
    private static final int BLOCK = 40;
    private static final int FIRST_PORT = 12_000;
    private static final int LAST_PORT = 19_000;
    private static final Map<String, Integer> PORTS = Map.ofEntries(
            Map.entry("TERRACE_GATEWAY_PORT", 0),
            Map.entry("TERRACE_PROXY_PORT", 1),
            Map.entry("TERRACE_OPTIMIZER_PORT", 2),
            Map.entry("TERRACE_CDN_PORT", 3),
            Map.entry("TERRACE_MONITORING_PORT", 4),
            Map.entry("TERRACE_EDGE_PORT", 5),
            Map.entry("TERRACE_STACK_POSTGRES_PORT", 20),
            Map.entry("TERRACE_STACK_REDIS_PORT", 21),
            Map.entry("TERRACE_STACK_LOG_REDIS_PORT", 22),
            Map.entry("TERRACE_STACK_MEMCACHED_PORT", 23),
            Map.entry("TERRACE_STACK_KAFKA_PORT", 24),
            Map.entry("TERRACE_STACK_S3_PORT", 25));
    private static final List<Integer> SECOND_GATEWAY = List.of(10, 11);

    private final Path root;
    private final Path state;
    private final Map<String, String> environment = new HashMap<>();
    private final int base;
    private final int gateways;

    private OwnSuite(Path root, int gateways, Map<String, String> settings) {
        this.gateways = gateways;
        this.root = root.toAbsolutePath().normalize();
        this.state = this.root.resolve("benchmarks/target/suite");
        this.base = freeBlock();
        PORTS.forEach((name, offset) -> environment.put(name, Integer.toString(base + offset)));
        environment.put("TERRACE_STATE", state.toString());
        environment.put("TERRACE_BUILD", "no");
        environment.put("TERRACE_STACK_GATEWAYS_ONLY", "yes");
        environment.put(
                "TERRACE_STACK_WATCH", Long.toString(ProcessHandle.current().pid()));
        environment.put("JDK_JAVA_OPTIONS", "-Dterrace.stack.steady.seconds=1");
        environment.putAll(settings);
    }

    /** Starts one with two gateways from what a build left behind, with nothing of earlier runs; {@code settings} are told to them. */
    public static OwnSuite start(Path root, Map<String, String> settings) {
        return start(root, TWO, settings);
    }

    /** The same with one or two gateways. */
    public static OwnSuite start(Path root, int gateways, Map<String, String> settings) {
        OwnSuite suite = new OwnSuite(root, gateways, settings);
        suite.terrace("down");
        for (String old : List.of("app", "data")) {
            delete(suite.state.resolve(old));
        }
        suite.terrace(
                "up",
                "--detach",
                "--gateways",
                Integer.toString(gateways),
                "--data",
                suite.state.resolve("data").toString());
        return suite;
    }

    private void terrace(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./terrace"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("own-suite-", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(TERRACE|REDIS|MEMCACHED)_.*"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed:\n" + Files.readString(output));
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The gateways, the first first. */
    public List<Suite> gateways() {
        return IntStream.range(0, gateways).mapToObj(this::gateway).toList();
    }

    private Suite gateway(int n) {
        return new Suite("http://127.0.0.1:" + (base + 10 * n), token(), pid(name(n)));
    }

    /** Where the Redis of the values listens: host:port. */
    public String redis() {
        return "127.0.0.1:" + environment.get("TERRACE_STACK_REDIS_PORT");
    }

    /** What the launcher calls a gateway. */
    public static String name(int gateway) {
        return gateway == 0 ? "cache-gateway" : "cache-gateway-" + (gateway + 1);
    }

    private String token() {
        try {
            return Files.readString(state.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a service or server that lives, -1 while there is none. */
    public long pid(String name) {
        try {
            String line = Files.readString(state.resolve("run/" + name + ".pid"));
            long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() ? pid : -1;
        } catch (IOException none) {
            return -1;
        }
    }

    /** SIGKILL, to the process alone. */
    public static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    @Override
    public void close() {
        terrace("down");
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeBlock() {
        int blocks = (LAST_PORT - FIRST_PORT) / BLOCK;
        int start = (int) (ProcessHandle.current().pid() % blocks);
        return IntStream.range(0, blocks)
                .map(i -> FIRST_PORT + (start + i) % blocks * BLOCK)
                .filter(at -> Stream.concat(PORTS.values().stream(), SECOND_GATEWAY.stream())
                        .allMatch(offset -> free(at + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
