package dev.terrace.benchmarks.webdis;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** webdis over a Redis that runs, on a free port; it ends with {@link #close}. */
final class WebdisProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final int TRY_MS = 500;

    private final Process process;
    private final Path settings;
    private final int port;

    private WebdisProcess(Process process, Path settings, int port) {
        this.process = process;
        this.settings = settings;
        this.port = port;
    }

    /** Starts it; {@code redis} is host:port. */
    static WebdisProcess start(String redis, int threads) {
        try {
            int port = freePort();
            Path settings = Files.createTempFile("webdis-", ".json");
            Files.write(settings, JSON.writeValueAsBytes(settings(redis, port, threads)));
            Process process = new ProcessBuilder("webdis", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            WebdisProcess webdis = new WebdisProcess(process, settings, port);
            webdis.await();
            return webdis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection a thread and thread to Redis, nothing in its log but errors. */
    static Map<String, Object> settings(String redis, int port, int threads) {
        int colon = redis.lastIndexOf(':');
        Map<String, Object> settings = new TreeMap<>();
        settings.put("redis_host", redis.substring(0, colon));
        settings.put("redis_port", Integer.parseInt(redis.substring(colon + 1)));
        settings.put("http_host", "127.0.0.1");
        settings.put("http_port", port);
        settings.put("threads", threads);
        settings.put("daemonize", false);
        settings.put("database", 0);
        settings.put("verbosity", 0);
        settings.put("logfile", "/dev/null");
        return settings;
    }

    private void await() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("webdis did not start.");
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TRY_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try {
            Files.deleteIfExists(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
