package dev.terrace.kit.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Redis, Memcached or Kafka of one test's own, to be made to fail: paused (SIGSTOP: it accepts and never answers), killed
 * (SIGKILL), started again on the same port. An append-only Redis and Kafka keep their data over that. Close it; if the
 * JVM dies first, it ends with the shared servers.
 */
public final class PrivateServer implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final String READY_FILE = "ready";
    private final Kind kind;
    private final Path home;
    private final Path directory;
    private final int port;
    private Process process;

    /** What it is. */
    public enum Kind {
        REDIS("PING\r\n", "+PONG"),
        LOG_REDIS("PING\r\n", "+PONG"),
        MEMCACHED("version\r\n", "VERSION"),
        KAFKA("", "");

        private final String question;
        private final String answer;

        Kind(String question, String answer) {
            this.question = question;
            this.answer = answer;
        }
    }

    private PrivateServer(Kind kind, Path home) throws IOException {
        this.kind = kind;
        this.home = home;
        this.port = freePort();
        this.directory = Files.createDirectories(home.resolve("private").resolve(name()));
        this.process = launch();
    }

    static PrivateServer open(Kind kind, Path home) throws IOException {
        return new PrivateServer(kind, home);
    }

    /** Its process as it is now. */
    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    /** {@code redis://127.0.0.1:port}, or {@code 127.0.0.1:port} for others: as the environment contract has it. */
    public String url() {
        boolean redis = kind == Kind.REDIS || kind == Kind.LOG_REDIS;
        return (redis ? "redis://" : "") + "127.0.0.1:" + port;
    }

    /** Stops it in the middle of whatever it does; connections stay open and nothing is answered. */
    public void pause() throws IOException {
        signal("STOP");
    }

    public void resume() throws IOException {
        signal("CONT");
    }

    /** Ends it at once; connections are reset and new ones refused. */
    public void kill() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        Files.deleteIfExists(pidFile());
    }

    /** Kills it if it lives and starts it again on the same port with the data it kept. */
    public void restart() throws IOException {
        kill();
        process = launch();
    }

    /** Kills it if it lives and starts it again on the same port with nothing. */
    public void restartEmpty() throws IOException {
        kill();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory)) {
                    Files.delete(path);
                }
            }
        }
        process = launch();
    }

    /** Sends one inline command ({@code FLUSHALL}) and returns the first line of the answer. */
    public String command(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (answer == null || answer.startsWith("-")) {
                throw new IllegalStateException(name() + " answered " + answer + " to " + line);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }

    private Process launch() throws IOException {
        Files.deleteIfExists(directory.resolve(READY_FILE));
        Process fresh = builder().start();
        ProcessMark mark = ProcessMark.of(fresh.pid());
        Files.createDirectories(pidFile().getParent());
        Files.writeString(pidFile(), mark.pid() + " " + mark.start() + " KILL\n");
        Awaitility.await().atMost(READY).pollInterval(Duration.ofMillis(20)).until(() -> !fresh.isAlive() || answers());
        if (!fresh.isAlive()) {
            throw new IOException(name() + " did not start, see " + directory.resolve("log"));
        }
        return fresh;
    }

    private ProcessBuilder builder() throws IOException {
        Map<String, String> facts = Corner.properties(home.resolve("servers.properties"));
        List<String> command =
                switch (kind) {
                    case REDIS, LOG_REDIS -> redis(facts);
                    case MEMCACHED -> memcached(facts);
                    case KAFKA -> kafka();
                };
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        String libraries = facts.getOrDefault("program.memcached.libraries", "");
        if (!libraries.isEmpty()) {
            builder.environment().put("LD_LIBRARY_PATH", libraries);
        }
        return builder;
    }

    private List<String> redis(Map<String, String> facts) {
        List<String> command = new ArrayList<>();
        command.add(facts.getOrDefault("program.redis", "redis-server"));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        command.addAll(List.of("--dir", directory.toString()));
        command.addAll(
                kind == Kind.LOG_REDIS
                        ? List.of("--appendonly", "yes", "--appendfsync", "no", "--maxmemory-policy", "noeviction")
                        : List.of("--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"));
        return command;
    }

    private List<String> memcached(Map<String, String> facts) {
        List<String> command = new ArrayList<>();
        command.add(facts.getOrDefault("program.memcached", "memcached"));
        command.addAll(List.of("-l", "127.0.0.1", "-p", Integer.toString(port), "-U", "0", "-m", "64", "-t", "2"));
        if (System.getProperty("user.name", "").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        return command;
    }

    private List<String> kafka() throws IOException {
        Path root = Path.of(System.getProperty("terrace.root", "..")).toAbsolutePath();
        return SharedServers.stack(
                root.normalize(), List.of("kafka", "--dir", directory.toString(), "--port", Integer.toString(port)));
    }

    private boolean answers() {
        if (kind == Kind.KAFKA) {
            return Files.exists(directory.resolve(READY_FILE));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write(kind.question.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(kind.answer.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(kind.answer);
        } catch (IOException notYet) {
            return false;
        }
    }

    private void signal(String signal) throws IOException {
        try {
            int code = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(name() + " does not take signal " + signal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String name() {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + port;
    }

    private Path pidFile() {
        return home.resolve("run").resolve(name() + ".pid");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
