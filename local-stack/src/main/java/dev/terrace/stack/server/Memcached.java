package dev.terrace.stack.server;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.Programs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Memcached of 64 MiB over TCP only. It keeps nothing over a restart, as every Memcached. */
final class Memcached implements NativeServer.Program {
    private static final int TIMEOUT_MS = 500;
    private final int port;
    private final Place place;
    private final Programs.Program program;

    Memcached(int port, Place place, Programs.Program program) {
        this.port = port;
        this.place = place;
        this.program = program;
    }

    @Override
    public String name() {
        return "memcached";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(directory());
    }

    @Override
    public Child.Spec spec() {
        List<String> command = new ArrayList<>(List.of(
                program.path().toString(),
                "-l",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "0",
                "-m",
                "64",
                "-c",
                "1024",
                "-t",
                "2"));
        if (System.getProperty("user.name", "").equals("root")) {
            // It refuses to run as root and gives its rights up itself.
            command.addAll(List.of("-u", "nobody"));
        }
        return new Child.Spec(
                name(),
                command,
                program.environment(),
                directory(),
                place.logs().resolve("memcached.log"),
                "TERM");
    }

    @Override
    public boolean answers(long pid) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write("version\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(7);
            return new String(answer, StandardCharsets.US_ASCII).equals("VERSION");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("TERRACE_MEMCACHED_SERVERS", "127.0.0.1:" + port);
    }

    private Path directory() {
        return place.data().resolve("memcached");
    }
}
