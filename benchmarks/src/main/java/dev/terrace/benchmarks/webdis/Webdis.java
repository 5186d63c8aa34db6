package dev.terrace.benchmarks.webdis;

import dev.terrace.benchmarks.contest.Contender;
import dev.terrace.benchmarks.contest.Contest;
import dev.terrace.benchmarks.contest.Course;
import dev.terrace.benchmarks.limit.BareProcess;
import dev.terrace.benchmarks.load.Load;
import dev.terrace.benchmarks.load.Loads;
import dev.terrace.benchmarks.load.Target;
import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.redis.RedisLine;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.report.Server;
import dev.terrace.benchmarks.report.Table;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Standing;
import dev.terrace.benchmarks.suite.Suite;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** GET of 1 KB through the gateway, from memory and from Redis, beside webdis over the same Redis. */
@Command(
        name = "webdis",
        description =
                "GET of 1 KB from memory and from Redis, beside webdis over the same Redis: CPU microseconds a request.",
        mixinStandardHelpOptions = true)
public final class Webdis implements Callable<Integer> {
    private static final String NAME = "webdis";
    private static final String NEAR = "bench_webdis_memory";
    private static final String SHARED = "bench_webdis_redis";
    private static final String RAW = "bench:webdis";
    private static final int BYTES = 1024;
    private static final int THREADS = 2;

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    final Course course = new Course(3, 10, 15);

    @Mixin
    final Results results = new Results();

    public Webdis(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** What stands in the results; {@code peer} is null, or why there is no peer. */
    record Report(
            String benchmark,
            Head head,
            String load,
            int connections,
            @Nullable String peer,
            List<Server> servers) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        Load load = course.load(environment);
        boolean installed = Loads.onPath(environment, "webdis");
        String absent =
                installed ? null : "The peer is not installed: no webdis on PATH (Debian: apt-get install webdis).";
        if (absent != null) {
            out.println(absent);
            out.flush();
        }
        try (Launcher launcher = new Launcher()) {
            Standing suite = launcher.standing(1, environment);
            String redis = suite.server("redis").replaceFirst("^redis://", "").replaceFirst("/.*$", "");
            suite.makeCache(SHARED, "\"tiers\":[\"redis\"],\"ttl_seconds\":86400");
            suite.gateways().getFirst().makeCache(NEAR);
            try (RedisLine line = new RedisLine(redis);
                    WebdisProcess webdis = installed ? WebdisProcess.start(redis, THREADS) : null) {
                byte[] value = "x".repeat(BYTES).getBytes(StandardCharsets.US_ASCII);
                line.set(RAW, value);
                try {
                    List<Server> servers = measured(suite, webdis, value, load, out);
                    Report report = new Report(NAME, head, load.name(), course.connections(), absent, servers);
                    String page = page(report);
                    results.write(NAME, report, page, out);
                } finally {
                    line.say("DEL " + RAW);
                }
            } finally {
                suite.removeCache(SHARED);
                suite.removeCache(NEAR);
            }
        }
        return 0;
    }

    private List<Server> measured(
            Standing suite, @Nullable WebdisProcess webdis, byte[] value, Load load, PrintWriter out) {
        Suite gateway = suite.gateways().getFirst();
        List<Long> redis = List.of(suite.pid("redis"));
        String near = path(NEAR);
        String shared = path(SHARED);
        gateway.put(near, value);
        gateway.put(shared, value);
        try (BareProcess bare = BareProcess.start(new Running(gateway.pid()).command(), THREADS, BYTES, near)) {
            List<Contender> all = new ArrayList<>(List.of(
                    contender("gateway, memory", gateway.url() + near, gateway, gateway.pid(), List.of()),
                    contender("gateway, Redis", gateway.url() + shared, gateway, gateway.pid(), redis)));
            if (webdis != null) {
                all.add(contender(
                        "webdis, Redis", webdis.url() + "/GET/" + RAW + ".txt", gateway, webdis.pid(), redis));
            }
            all.add(contender("bare Vert.x", bare.uri().toString(), gateway, bare.pid(), List.of()));
            all.forEach(one -> check(one, value, gateway));
            return new Contest(load, all, out).run(course);
        }
    }

    private static String path(String cache) {
        return "/api/cache/" + cache + "/value";
    }

    private static Contender contender(String name, String uri, Suite gateway, long pid, List<Long> helpers) {
        return new Contender(new Target(name, URI.create(uri), gateway.credentials(), pid), helpers, 1);
    }

    /** All answer the same. */
    private static void check(Contender one, byte[] value, Suite gateway) {
        URI uri = one.target().uri();
        try (Wire wire = new Wire("http://" + uri.getAuthority(), "Bearer " + gateway.token())) {
            Wire.Reply reply = wire.get(uri.getPath());
            if (reply.status() != 200 || reply.body().length() != value.length) {
                throw new IllegalStateException(one.name() + " answered " + reply);
            }
        }
    }

    private static String page(Report report) {
        Server gateway = report.servers().getFirst();
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(String.format(
                        Locale.ROOT,
                        "%s, %d connections, GET of 1 KB. Processor time and memory are those of the server and, where it is in the"
                                + " name, of the one Redis.%n%n",
                        report.load(),
                        report.connections()))
                .append(Table.of(report.servers(), "request"))
                .append(
                        "\n| | the gateway's hit in memory costs, times, round by round | its hit in Redis |\n|---|---|---|\n");
        report.servers().stream()
                .skip(2)
                .forEach(other -> page.append(String.format(
                        "| %s | %s | %s |%n",
                        other.name(),
                        Table.spread("%.2f", Table.ratio(gateway, other)),
                        Table.spread("%.2f", Table.ratio(report.servers().get(1), other)))));
        if (report.peer() != null) {
            page.append("\n").append(report.peer()).append("\n");
        }
        return page.toString();
    }
}
