package dev.terrace.benchmarks.visibility;

import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Standing;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the acknowledgement on one gateway to the effect in another one's memory. */
@Command(
        name = "visibility",
        description =
                "From an acknowledgement on one gateway to its effect in another one's memory, beside a bare Redis stream.",
        mixinStandardHelpOptions = true)
public final class Visibility implements Callable<Integer> {
    private static final String NAME = "visibility";
    private static final String CACHE = "bench_visibility";
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--rounds", description = "Rounds, each of all kinds in turn (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--each", description = "Changes of a kind in a round (default: ${DEFAULT-VALUE}).")
    int each = 400;

    @Option(names = "--warm-up", description = "Changes of a kind before the first round (default: ${DEFAULT-VALUE}).")
    int warmUp = 1000;

    @Mixin
    final Results results = new Results();

    public Visibility(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** What stands in the results. */
    record Report(String benchmark, Head head, List<List<Row>> rounds, List<Row> all) {}

    /** Samples of one kind. */
    private record Samples(Histogram acknowledged, Histogram sent) {
        Samples() {
            this(new Histogram(HOUR_MICROS, 3), new Histogram(HOUR_MICROS, 3));
        }

        void add(Moments one) {
            acknowledged.recordValue(one.afterAcknowledgement());
            sent.recordValue(Math.max(1, one.afterSending()));
        }

        void add(Samples more) {
            acknowledged.add(more.acknowledged);
            sent.add(more.sent);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        try (Launcher launcher = new Launcher()) {
            Standing suite = launcher.standing(2, environment);
            String log = suite.server("log_redis");
            suite.makeCache(CACHE, "\"tiers\":[\"memory\",\"redis\"],\"consistency\":\"strict\",\"ttl_seconds\":3600");
            try (Pair pair = new Pair(
                            CACHE, suite.gateways().get(0), suite.gateways().get(1));
                    Notices notices = new Notices(log)) {
                Map<String, Supplier<Moments>> kinds = new LinkedHashMap<>();
                kinds.put("write", pair::write);
                kinds.put("invalidation", pair::invalidate);
                kinds.put("limit: XADD to XREAD BLOCK", notices::one);
                Report report = measured(head, kinds, out);
                String page = page(report);
                results.write(NAME, report, page, out);
            } finally {
                suite.removeCache(CACHE);
            }
        }
        return 0;
    }

    private Report measured(Head head, Map<String, Supplier<Moments>> kinds, PrintWriter out) {
        kinds.values().forEach(kind -> take(kind, warmUp));
        Map<String, Samples> all = new LinkedHashMap<>();
        List<List<Row>> tables = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Row> rows = new ArrayList<>();
            kinds.forEach((name, kind) -> {
                Samples samples = take(kind, each);
                all.computeIfAbsent(name, n -> new Samples()).add(samples);
                rows.add(Row.of(name, samples.acknowledged(), samples.sent()));
            });
            tables.add(rows);
            out.printf(Locale.ROOT, "round %d%n", round + 1);
            rows.forEach(row -> out.print(row.line()));
            out.flush();
        }
        List<Row> total = all.entrySet().stream()
                .map(one -> Row.of(
                        one.getKey(),
                        one.getValue().acknowledged(),
                        one.getValue().sent()))
                .toList();
        return new Report(NAME, head, tables, total);
    }

    private static Samples take(Supplier<Moments> kind, int times) {
        Samples samples = new Samples();
        for (int i = 0; i < times; i++) {
            samples.add(kind.get());
        }
        return samples;
    }

    private static String page(Report report) {
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append("Milliseconds, the read that saw it included.\n\n")
                .append(
                        "| | count | p50 | p99 | max | p50 from sending | p99 from sending |\n|---|---|---|---|---|---|---|\n");
        report.all().forEach(row -> page.append(row.line()));
        page.append(
                "\nTarget from the acknowledgement, on a machine that does nothing else: p50 <= 3 ms, p99 <= 20 ms.\n");
        return page.toString();
    }
}
