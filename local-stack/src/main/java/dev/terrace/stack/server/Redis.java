package dev.terrace.stack.server;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Redis in one of two roles. As cache it evicts, and its values outlive only an orderly stop: after a kill it starts
 * empty, since an older picture of a cache may hold what was invalidated since. As log it evicts nothing and appends
 * every write to a file.
 */
final class Redis implements NativeServer.Program {
    /** Save on SIGTERM, never in between: ten years, one change. Two arguments: before version 7 one of both is ignored. */
    private static final List<String> ONLY_ON_EXIT = List.of("--save", "315360000", "1");

    private static final int TIMEOUT_MS = 500;
    private final Role role;
    private final int port;
    private final Place place;

    /** What a Redis is for. */
    enum Role {
        CACHE("redis", "TERRACE_REDIS_URL"),
        LOG("log_redis", "TERRACE_LOG_REDIS_URL");

        private final String server;
        private final String variable;

        Role(String server, String variable) {
            this.server = server;
            this.variable = variable;
        }
    }

    Redis(Role role, int port, Place place) {
        this.role = role;
        this.port = port;
        this.place = place;
    }

    @Override
    public String name() {
        return role.server;
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
    public Child.Spec spec() throws IOException {
        Programs.Program program = place.programs().redis();
        List<String> command = new ArrayList<>(List.of(
                program.path().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory().toString(),
                "--daemonize",
                "no",
                "--tcp-backlog",
                "128"));
        if (role == Role.LOG) {
            command.addAll(List.of("--maxmemory-policy", "noeviction", "--appendonly", "yes", "--save", ""));
            command.addAll(List.of("--appendfsync", place.durable() ? "everysec" : "no"));
        } else {
            command.addAll(List.of("--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru"));
            command.addAll(List.of("--appendonly", "no"));
            command.addAll(ONLY_ON_EXIT);
        }
        return new Child.Spec(name(), command, program.environment(), directory(), log(), "TERM");
    }

    @Override
    public boolean answers(long pid) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(7), StandardCharsets.US_ASCII).equals("+PONG\r\n");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void settle() {
        if (role == Role.CACHE) {
            try {
                Files.deleteIfExists(directory().resolve("dump.rdb"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(role.variable, "redis://127.0.0.1:" + port);
    }

    private Path directory() {
        return place.data().resolve(name());
    }

    private Path log() {
        return place.logs().resolve(name() + ".log");
    }
}
