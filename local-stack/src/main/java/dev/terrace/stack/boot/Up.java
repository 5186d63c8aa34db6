package dev.terrace.stack.boot;

import dev.terrace.stack.host.Patience;
import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Ports;
import dev.terrace.stack.host.ProcessMark;
import dev.terrace.stack.host.Programs;
import dev.terrace.stack.host.Refusal;
import dev.terrace.stack.host.Secrets;
import dev.terrace.stack.server.Kind;
import dev.terrace.stack.server.Place;
import dev.terrace.stack.server.Server;
import dev.terrace.stack.server.Servers;
import dev.terrace.stack.server.Topics;
import dev.terrace.stack.suite.Description;
import dev.terrace.stack.suite.Home;
import dev.terrace.stack.suite.Services;
import dev.terrace.stack.suite.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * {@code up --root ROOT [--state DIR] [--data DIR] [--gateways N]}: servers, then services, until a signal comes or the
 * process that the environment says to watch is gone. It says what it does on standard output and ends with 0 then, with
 * 1 and one line when something does not start.
 */
final class Up {
    private static final long LEAST_SPACE = 512L << 20;
    private static final String WATCH = "TERRACE_STACK_WATCH";
    private static final Duration FOREVER = Duration.ofDays(365);
    private final Home home;
    private final Wish wish;
    private final PidBook book;
    private final long began = System.nanoTime();

    Up(Options options) {
        home = options.home();
        wish = new Wish(gateways(options), System.getenv());
        book = new PidBook(home.run());
    }

    int run() throws IOException, InterruptedException {
        StackLog.open(home.logs().resolve("stack.log"));
        try (SuiteLock lock = SuiteLock.take(home.run())) {
            lock.hold();
            Stop stop = new Stop(book, home.run());
            ProcessMark own = ProcessMark.own();
            Files.writeString(home.run().resolve("launcher"), own.pid() + " " + own.start() + "\n");
            reap();
            demandRoom();
            wish.ports().forEach((port, use) -> Ports.demand(port, use[0], use[1]));
            start(stop);
            untilWatchedEnds();
        }
        return 0;
    }

    private void untilWatchedEnds() throws InterruptedException {
        String watched = wish.environment().get(WATCH);
        if (watched == null) {
            new CountDownLatch(1).await();
        } else {
            Optional<ProcessMark> mark = ProcessMark.of(Long.parseLong(watched));
            Patience.until(FOREVER, () -> !mark.map(ProcessMark::alive).orElse(false));
        }
    }

    private void start(Stop stop) throws IOException {
        Place place = new Place(home.data(), home.logs(), new Programs(home.programs()), book, true);
        Servers servers = Servers.of(wish.servers(), place, Up::say);
        stop.later(servers::stop);
        servers.start();
        topics(servers);
        say("servers answer after " + seconds() + " s: "
                + servers.all().stream().map(Server::name).collect(Collectors.joining(", ")));
        Identity identity = new Identity(home.state());
        Map<String, String> told = new LinkedHashMap<>(identity.keep());
        told.keySet().removeIf(wish.environment()::containsKey);
        told.putAll(servers.environment());
        Services services = new Services(wish, home, told, book);
        stop.later(services::stop);
        describe(servers, services, identity);
        services.start(Up::say);
        Files.writeString(home.run().resolve("ready"), ProcessMark.own().pid() + "\n");
        new Housekeeping(home.logs()).start();
        welcome(services, identity);
    }

    /** The broker that runs here makes its topics; one elsewhere, or a prefix, needs them made. */
    private void topics(Servers servers) throws IOException {
        String prefix = wish.environment().getOrDefault("TERRACE_TOPIC_PREFIX", "");
        Optional<String> elsewhere = Kind.KAFKA.elsewhere(wish.environment());
        if (elsewhere.isPresent() || !prefix.isEmpty()) {
            String here = servers.environment().getOrDefault("TERRACE_KAFKA_BOOTSTRAP", "");
            new Topics(elsewhere.orElse(here)).make(prefix);
        }
    }

    private void describe(Servers servers, Services services, Identity identity) throws IOException {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            kind.elsewhere(wish.environment()).ifPresent(url -> addresses.put(kind.server(), Addresses.of(url)));
        }
        servers.all().forEach(server -> addresses.put(server.name(), "127.0.0.1:" + server.port()));
        ProcessMark own = ProcessMark.own();
        Set<String> inside = servers.all().stream()
                .filter(server -> server.pid() == own.pid())
                .map(Server::name)
                .collect(Collectors.toSet());
        Description description = new Description(own, services.urls(), addresses, inside, token(identity));
        Secrets.write(home.run().resolve("suite.properties"), PropertyFile.text(description.properties()));
    }

    private void welcome(Services services, Identity identity) {
        List<String> urls = List.copyOf(services.urls().values());
        say("ready after " + seconds() + " s");
        services.urls().forEach((name, url) -> say("  " + name + " " + url));
        for (int n = 1; n <= wish.gateways(); n++) {
            say("  HTTP cache http://127.0.0.1:" + wish.proxyPort(n));
        }
        say("  local edge http://127.0.0.1:" + wish.edgePort());
        say("  dashboard " + urls.get(0) + "/dashboard/");
        say("  admin token in " + token(identity));
        say("  logs in " + home.logs() + ", data in " + home.data());
    }

    private Path token(Identity identity) {
        return Optional.ofNullable(wish.environment().get("TERRACE_ADMIN_TOKEN_FILE"))
                .map(Path::of)
                .orElse(identity.token());
    }

    private void reap() {
        List<String> left = book.reap();
        if (!left.isEmpty()) {
            say("ended what an earlier launcher left behind: " + String.join(", ", left));
        }
    }

    private void demandRoom() throws IOException {
        Files.createDirectories(home.data());
        long free = Files.getFileStore(home.data()).getUsableSpace();
        if (free < LEAST_SPACE) {
            throw new Refusal("the disk of " + home.data() + " has " + (free >> 20) + " MiB free, "
                    + (LEAST_SPACE >> 20) + " are needed: make room, or give --data DIR on another disk");
        }
    }

    private static int gateways(Options options) {
        String value = options.find("gateways").orElse("1");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Refusal("--gateways is " + value + ": not a number", e);
        }
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
