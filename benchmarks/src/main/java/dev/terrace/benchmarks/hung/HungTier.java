package dev.terrace.benchmarks.hung;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.process.Stopped;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.report.Spread;
import dev.terrace.benchmarks.report.Table;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Standing;
import dev.terrace.benchmarks.suite.Suite;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hits in memory of a running gateway, with and without a server that hangs, in turn. */
@Command(
        name = "hung-tier",
        description =
                "p99 of hits in memory while Redis, Memcached or PostgreSQL hangs, beside the same without, in turn.",
        mixinStandardHelpOptions = true)
public final class HungTier implements Callable<Integer> {
    private static final String NAME = "hung-tier";
    private static final String CACHE = "bench_hung_tier";
    private static final List<String> SERVERS = List.of("redis", "memcached", "postgres");
    private static final List<String> TIERS = List.of("redis", "memcached", "database");
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--rounds",
            description = "Rounds of each server, one with and one without (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--seconds", description = "Length of each half of a round (default: ${DEFAULT-VALUE}).")
    int seconds = 4;

    @Option(names = "--warm-up", description = "Seconds before the first round (default: ${DEFAULT-VALUE}).")
    int warmUp = 20;

    @Option(names = "--rate", description = "Hits a second (default: ${DEFAULT-VALUE}).")
    int rate = 1000;

    @Mixin
    final Results results = new Results();

    public HungTier(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** One round, microseconds. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Round(double wholeP50, double wholeP99, double hungP50, double hungP99) {
        double ratio() {
            return hungP99 / wholeP99;
        }
    }

    /** All rounds of a server; {@code ratio} is that of the p99, round by round. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Row(String server, Spread wholeP99Micros, Spread hungP99Micros, Spread ratio, List<Round> rounds) {
        static Row of(String server, List<Round> rounds) {
            return new Row(
                    server,
                    Spread.of(rounds.stream().mapToDouble(Round::wholeP99)),
                    Spread.of(rounds.stream().mapToDouble(Round::hungP99)),
                    Spread.of(rounds.stream().mapToDouble(Round::ratio)),
                    rounds);
        }
    }

    /** What stands in the results. */
    record Report(String benchmark, Head head, int rate, int seconds, List<Row> servers) {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        try (Launcher launcher = new Launcher()) {
            Standing suite = launcher.standing(1, environment);
            Suite gateway = suite.gateways().getFirst();
            suite.makeCache(CACHE, "\"tiers\":[\"memory\",\"redis\",\"memcached\",\"database\"],\"ttl_seconds\":86400");
            try (Hits hits = new Hits(gateway, CACHE, rate)) {
                gateway.put("/api/cache/" + CACHE + "/hit", "x".repeat(1024).getBytes(StandardCharsets.US_ASCII));
                hits.during(warmUp * 1_000_000_000L);
                List<Row> rows = new ArrayList<>();
                for (int i = 0; i < SERVERS.size(); i++) {
                    String server = SERVERS.get(i);
                    rows.add(Row.of(server, rounds(hits, gateway, TIERS.get(i), suite.pid(server), out)));
                }
                Report report = new Report(NAME, head, rate, seconds, rows);
                String page = page(report);
                results.write(NAME, report, page, out);
            } finally {
                suite.removeCache(CACHE);
            }
        }
        return 0;
    }

    private List<Round> rounds(Hits hits, Suite gateway, String tier, long pid, PrintWriter out) throws Exception {
        List<Round> all = new ArrayList<>();
        for (int n = 0; n < rounds; n++) {
            // Which half comes first changes, so that what drifts bears on both.
            Histogram first = n % 2 == 0 ? half(hits, 0) : half(hits, pid);
            awaitClosed(gateway, tier);
            Histogram second = n % 2 == 0 ? half(hits, pid) : half(hits, 0);
            awaitClosed(gateway, tier);
            Histogram whole = n % 2 == 0 ? first : second;
            Histogram hung = n % 2 == 0 ? second : first;
            Round round = new Round(
                    whole.getValueAtPercentile(50),
                    whole.getValueAtPercentile(99),
                    hung.getValueAtPercentile(50),
                    hung.getValueAtPercentile(99));
            out.printf(
                    Locale.ROOT,
                    "%-9s round %d  p99 %6.0f us whole, %6.0f us hung: %.2f%n",
                    tier,
                    n + 1,
                    round.wholeP99(),
                    round.hungP99(),
                    round.ratio());
            out.flush();
            all.add(round);
        }
        return all;
    }

    /** {@code pid}: whom to stop meanwhile, 0 for nobody. */
    private Histogram half(Hits hits, long pid) throws Exception {
        if (pid == 0) {
            return hits.during(seconds * 1_000_000_000L);
        }
        try (Stopped stopped = new Stopped(pid)) {
            return hits.during(seconds * 1_000_000_000L);
        }
    }

    private static void awaitClosed(Suite gateway, String tier) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (gateway.breakerOpen(CACHE, tier)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The breaker of " + tier + " does not close.");
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static String page(Report report) {
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(String.format(
                        Locale.ROOT,
                        "%d hits of 1 KB a second, halves of %d s, whole and hung in turn.%n%n"
                                + "| hangs | p99 us whole | p99 us hung | ratio, round by round |%n|---|---|---|---|%n",
                        report.rate(),
                        report.seconds()));
        report.servers()
                .forEach(row -> page.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s |%n",
                        row.server(),
                        Table.spread("%.0f", row.wholeP99Micros()),
                        Table.spread("%.0f", row.hungP99Micros()),
                        Table.spread("%.2f", row.ratio()))));
        return page.append("\nTarget: the ratio's median <= 1.10.\n").toString();
    }
}
