package dev.terrace.stack.suite;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Refusal;
import dev.terrace.stack.supervise.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The services of one run, told of each other and of the servers by the environment contract (docs/operations.md). */
public final class Services {
    private final Wish wish;
    private final Home home;
    private final Map<String, String> shared;
    private final ClassArchive classArchive;
    private final List<Service> services;
    private final List<Kept> kept;

    /**
     * Plans the services; none is started.
     *
     * @param told what all services are told: servers, secrets
     */
    public Services(Wish wish, Home home, Map<String, String> told, PidBook book) {
        this.wish = wish;
        this.home = home;
        this.shared = shared(wish, told);
        // Requests end at the gateway, so how soon it is back matters most; the others would cost as much at every
        // build.
        Path log = home.logs().resolve("class-archive.log");
        this.classArchive =
                new ClassArchive(home.app().resolve(Role.GATEWAY.service()), Role.GATEWAY.flags(), log, book);
        this.services = plan();
        this.kept = services.stream().map(service -> new Kept(service, book)).toList();
    }

    /** Starts all at the same time and returns when all are ready; one that does not start is a {@link Refusal}. */
    public void start(Consumer<String> say) {
        ExecutorService threads = Executors.newFixedThreadPool(kept.size());
        try {
            List<CompletableFuture<Void>> starts = kept.stream()
                    .map(one -> CompletableFuture.runAsync(() -> start(one, say), threads))
                    .toList();
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
            classArchive.make();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : e;
        } finally {
            threads.shutdown();
        }
    }

    public void stop() {
        classArchive.stop();
        List<Thread> stops = kept.stream()
                .map(one -> Thread.ofPlatform().name("stop-" + one.name()).start(one::stop))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Their names and addresses, gateways first. */
    public Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        services.forEach(service -> urls.put(service.name(), service.url()));
        return urls;
    }

    private List<Service> plan() {
        List<Service> all = new ArrayList<>();
        for (int n = 1; n <= wish.gateways(); n++) {
            String name = n == 1 ? Role.GATEWAY.service() : Role.GATEWAY.service() + "-" + n;
            Map<String, String> own = Map.of(
                    "TERRACE_PROXY_PORT",
                    Integer.toString(wish.proxyPort(n)),
                    // Files belong to one process: with several gateways they hold copies only.
                    "TERRACE_ENGINE_FILE_RECORDS",
                    Boolean.toString(wish.gateways() == 1));
            all.add(service(name, Role.GATEWAY, wish.gatewayPort(n), own));
        }
        for (Role role : wish.others()) {
            all.add(service(role.service(), role, wish.port(role), Map.of()));
        }
        return List.copyOf(all);
    }

    private Service service(String name, Role role, int port, Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>(shared);
        if (role != Role.GATEWAY) {
            // The gateway signs; the others need only the public key.
            environment.remove("TERRACE_JWT_PRIVATE_KEY_FILE");
        }
        environment.putAll(own);
        environment.put("TERRACE_HTTP_PORT", Integer.toString(port));
        environment.put("TERRACE_NODE_ID", name);
        environment.put("TERRACE_DATA_DIR", home.data().resolve(name).toString());
        return new Service(name, role, port, Map.copyOf(environment), home, role == Role.GATEWAY ? classArchive : null);
    }

    private static Map<String, String> shared(Wish wish, Map<String, String> told) {
        Map<String, String> environment = new LinkedHashMap<>(told);
        for (Role role : Role.values()) {
            environment.put(role.urlVariable(), "http://127.0.0.1:" + wish.port(role));
        }
        environment.put("TERRACE_EDGE_PORT", Integer.toString(wish.edgePort()));
        // glibc keeps an arena a core and thread otherwise: tens of megabytes in each JVM.
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    private static void start(Kept one, Consumer<String> say) {
        try {
            one.start();
            say.accept(one.name() + " is ready");
        } catch (IOException e) {
            throw new Refusal(one.name() + " did not start: " + e.getMessage(), e);
        }
    }
}
