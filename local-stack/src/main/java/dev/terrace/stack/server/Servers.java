package dev.terrace.stack.server;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Programs;
import dev.terrace.stack.host.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A set of servers that start and stop together. */
public final class Servers {
    private final List<Server> servers;

    private Servers(List<Server> servers) {
        this.servers = List.copyOf(servers);
    }

    /**
     * The servers of the given kinds, none started. Where no Memcached can be had it is left out, and said so.
     *
     * @param ports the port of each wanted kind
     * @param say takes one line for people
     */
    public static Servers of(Map<Kind, Integer> ports, Place place, Consumer<String> say) {
        List<Server> servers = new ArrayList<>();
        ports.forEach(
                (kind, port) -> make(kind, port, place)
                        .ifPresentOrElse(
                                servers::add,
                                () -> say.accept(
                                        "no memcached: none on PATH and apt cannot fetch it; the suite runs without that tier")));
        return new Servers(servers);
    }

    /** Starts all at the same time; when one does not start, all are stopped and its reason is thrown. */
    public void start() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, servers.size()));
        try {
            List<CompletableFuture<Void>> starts = servers.stream()
                    .map(server -> CompletableFuture.runAsync(() -> start(server), threads))
                    .toList();
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            stop();
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IOException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    /** Stops all, the native ones while Kafka closes its log. */
    public void stop() {
        List<Thread> threads = servers.stream()
                .map(server -> Thread.ofPlatform().name("stop-" + server.name()).start(server::stop))
                .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public List<Server> all() {
        return servers;
    }

    /** What services need to find all of them. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        servers.forEach(server -> environment.putAll(server.environment()));
        return environment;
    }

    private static Optional<Server> make(Kind kind, int port, Place place) {
        PidBook book = place.book();
        return switch (kind) {
            case POSTGRES -> Optional.of(new NativeServer(new Postgres(port, place), book));
            case REDIS -> Optional.of(new NativeServer(new Redis(Redis.Role.CACHE, port, place), book));
            case LOG_REDIS -> Optional.of(new NativeServer(new Redis(Redis.Role.LOG, port, place), book));
            case MEMCACHED -> memcached(port, place);
            case KAFKA -> Optional.of(new Kafka(port, place));
            case S3 -> Optional.of(new S3(port, place));
        };
    }

    private static Optional<Server> memcached(int port, Place place) {
        Optional<Programs.Program> program = place.programs().memcached();
        return program.map(found -> new NativeServer(new Memcached(port, place, found), place.book()));
    }

    private static void start(Server server) {
        try {
            server.start();
        } catch (IOException e) {
            throw new Refusal(server.name() + " did not start: " + e.getMessage(), e);
        }
    }
}
