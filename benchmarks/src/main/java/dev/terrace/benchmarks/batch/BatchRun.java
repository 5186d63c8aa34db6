package dev.terrace.benchmarks.batch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.contest.Contender;
import dev.terrace.benchmarks.contest.Contest;
import dev.terrace.benchmarks.contest.Course;
import dev.terrace.benchmarks.load.Load;
import dev.terrace.benchmarks.load.Target;
import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.report.Server;
import dev.terrace.benchmarks.report.Spread;
import dev.terrace.benchmarks.report.Table;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Standing;
import dev.terrace.benchmarks.suite.Suite;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code _mget} beside single GETs over the same connections, from memory and from Redis. */
@Command(
        name = "batch",
        description = "_mget beside single GETs: keys a second from memory and from Redis; round trips of a batch.",
        mixinStandardHelpOptions = true)
public final class BatchRun implements Callable<Integer> {
    private static final String NAME = "batch";
    private static final int TRIES = 10;
    private static final Map<String, String> TIERS = Map.of(
            "memory", "\"cache_type\":\"memory\",\"memory_max_mb\":64,\"ttl_seconds\":86400",
            "redis", "\"tiers\":[\"redis\"],\"ttl_seconds\":86400");

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    final Course course = new Course(3, 8, 10);

    @Option(names = "--keys", description = "Keys of a batch (default: ${DEFAULT-VALUE}).")
    int keys = 100;

    @Option(
            names = "--bytes",
            description = "Of a value; more than one may be given (default: ${DEFAULT-VALUE}).",
            split = ",")
    List<Integer> bytes = List.of(100, 1024);

    @Mixin
    final Results results = new Results();

    public BatchRun(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** One tier and size of values: keys a second of batches over those of single requests, round by round. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Pair(String tier, int bytes, Spread faster, Server single, Server batch) {
        static Pair of(String tier, int bytes, List<Server> servers) {
            Server single = servers.getFirst();
            Server batch = servers.getLast();
            Spread faster = Spread.of(IntStream.range(0, single.rounds().size())
                    .mapToDouble(i -> batch.rounds().get(i).perSecond()
                            / single.rounds().get(i).perSecond()));
            return new Pair(tier, bytes, faster, single, batch);
        }
    }

    /** What stands in the results. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Report(
            String benchmark, Head head, String load, int connections, int keys, List<Pair> pairs, List<Trip> trips) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        Load load = course.load(environment);
        try (Launcher launcher = new Launcher()) {
            Standing suite = launcher.standing(1, environment);
            List<Pair> pairs = new ArrayList<>();
            List<Trip> trips = new ArrayList<>();
            for (String tier : List.of("memory", "redis")) {
                String cache = "bench_batch_" + tier;
                suite.makeCache(cache, TIERS.getOrDefault(tier, ""));
                try {
                    for (int size : bytes) {
                        pairs.add(measured(suite, load, cache, tier, size, out));
                    }
                    trips.addAll(new Trips(suite, cache, keys).of(tier));
                } finally {
                    suite.removeCache(cache);
                }
            }
            Report report = new Report(NAME, head, load.name(), course.connections(), keys, pairs, trips);
            String page = page(report);
            results.write(NAME, report, page, out);
        }
        return 0;
    }

    private Pair measured(Standing suite, Load load, String cache, String tier, int size, PrintWriter out) {
        Suite gateway = suite.gateways().getFirst();
        String at = "/api/cache/" + cache + "/";
        try (Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token())) {
            int tries = 0;
            while (Trips.refused(wire.send("POST", at + "_mset", "application/json", Bodies.entries(keys, size))) > 0
                    && tries < TRIES) {
                tries++;
            }
            Wire.Reply reply = wire.send("POST", at + "_mget", "application/json", Bodies.keys(keys));
            if (reply.body().split("\"tier\":\"" + tier + "\"", -1).length != keys + 1) {
                throw new IllegalStateException("Not " + keys + " hits in " + tier + ": " + reply.head());
            }
        }
        // The tier's server works for the answer too.
        List<Long> helpers = tier.equals("redis") ? List.of(suite.pid("redis")) : List.of();
        Contender single = contender(gateway, "GET, " + label(tier, size), at + Bodies.key(0), null, helpers);
        Contender batch = contender(gateway, "_mget, " + label(tier, size), at + "_mget", Bodies.keys(keys), helpers);
        return Pair.of(tier, size, new Contest(load, List.of(single, batch), out).run(course));
    }

    private static String label(String tier, int size) {
        return tier + ", " + size + " B";
    }

    private Contender contender(Suite gateway, String name, String path, @Nullable String body, List<Long> helpers) {
        Target target = new Target(name, URI.create(gateway.url() + path), gateway.credentials(), gateway.pid(), body);
        return new Contender(target, helpers, body == null ? 1 : keys);
    }

    private static String page(Report report) {
        List<Server> servers = new ArrayList<>();
        report.pairs().forEach(pair -> servers.addAll(List.of(pair.single(), pair.batch())));
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(String.format(
                        Locale.ROOT,
                        "%s, %d connections; a batch has %d keys. Times are those of a request; processor time is that of the"
                                + " gateway and, for Redis, of that too.%n%n",
                        report.load(),
                        report.connections(),
                        report.keys()))
                .append(Table.of(servers, "key"))
                .append("\n| | keys a second of batches over single GETs |\n|---|---|\n");
        report.pairs()
                .forEach(pair -> page.append(String.format(
                        "| %s | %s |%n", label(pair.tier(), pair.bytes()), Table.spread("%.1f", pair.faster()))));
        page.append("\nTarget: >= 10.\n\nCommands a batch, as the servers count them:\n\n")
                .append("| batch | Redis of the tier | Redis of the log | keys refused |\n|---|---|---|---|\n");
        report.trips()
                .forEach(trip -> page.append(String.format(
                        "| %s | %s | %s | %d |%n", trip.kind(), trip.redis(), trip.log(), trip.refused())));
        return page.toString();
    }
}
