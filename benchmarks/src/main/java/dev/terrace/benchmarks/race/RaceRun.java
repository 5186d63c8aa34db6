package dev.terrace.benchmarks.race;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Standing;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ten million reads of counters that are bumped in all ways there are; it ends with 1 when one of them was older than promised. */
@Command(
        name = "race",
        description =
                "Counters read at all gateways while they are bumped: no answer may be older than what was acknowledged.",
        mixinStandardHelpOptions = true)
public final class RaceRun implements Callable<Integer> {
    private static final String NAME = "race";

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--gateways", description = "Gateways (default: ${DEFAULT-VALUE}).")
    int gateways = 4;

    @Option(names = "--reads", description = "Reads, a key of a batch each (default: ${DEFAULT-VALUE}).")
    long reads = 10_000_000;

    @Option(names = "--minutes", description = "Stops after that time anyway (default: ${DEFAULT-VALUE}).")
    int minutes = 30;

    @Option(names = "--groups", description = "Groups of keys in each of the three caches (default: ${DEFAULT-VALUE}).")
    int groups = 50;

    @Option(names = "--group-size", description = "Keys of a group (default: ${DEFAULT-VALUE}).")
    int groupSize = 20;

    @Option(names = "--batch", description = "Keys of a batch (default: ${DEFAULT-VALUE}).")
    int batch = 800;

    @Option(names = "--writers", description = "Writers (default: ${DEFAULT-VALUE}).")
    int writers = 8;

    @Option(names = "--pause", description = "Milliseconds between two writes of a writer (default: ${DEFAULT-VALUE}).")
    int pauseMs = 20;

    @Option(names = "--seed", description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Mixin
    final Results results = new Results();

    public RaceRun(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** What stands in the results. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Report(String benchmark, Head head, int gateways, int keys, Plan plan, Outcome outcome) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        Plan plan = new Plan(reads, minutes * 60_000L, batch, 4, 4, 0, writers, pauseMs, seed);
        Outcome outcome;
        try (Launcher launcher = new Launcher()) {
            Standing suite = launcher.standing(gateways, environment);
            try (Race race = new Race(suite.gateways().stream()
                            .limit(gateways)
                            .map(gateway -> new Race.Place(gateway.url(), gateway.token()))
                            .toList());
                    Raced raced = new Raced(suite, race, groups, groupSize)) {
                outcome = race.start(plan, raced.all()).join();
            }
        }
        Report report = new Report(NAME, head, gateways, 3 * groups * groupSize, plan, outcome);
        results.write(NAME, report, page(report), out);
        return outcome.violations() == 0 ? 0 : 1;
    }

    private static String page(Report report) {
        Outcome o = report.outcome();
        return report.head().text(NAME)
                + String.format(
                        Locale.ROOT,
                        "%d gateways, %d keys in 3 caches, %.0f s.%n%n"
                                + "| | |%n|---|---|%n"
                                + "| reads | %d (%d in batches, %d with a token) |%n"
                                + "| acknowledged writes | %d %s |%n"
                                + "| **violations** | **%d** |%n"
                                + "| behind on another gateway, without a token | %d; p50 %.1f ms, p99 %.1f ms, max %.1f ms |%n"
                                + "| refused | %d reads, %d writes |%n%n%s",
                        report.gateways(),
                        report.keys(),
                        o.seconds(),
                        o.reads(),
                        o.batched(),
                        o.withToken(),
                        o.written(),
                        o.writes(),
                        o.violations(),
                        o.behind(),
                        o.behindP50Ms(),
                        o.behindP99Ms(),
                        o.behindMaxMs(),
                        o.refusedReads(),
                        o.refusedWrites(),
                        String.join("\n", o.examples()));
    }
}
