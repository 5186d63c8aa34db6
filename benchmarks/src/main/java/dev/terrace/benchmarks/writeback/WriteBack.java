package dev.terrace.benchmarks.writeback;

import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.OwnSuite;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Write-back on a suite of its own: kills, coalescing, an outage of the origin, a restart. */
@Command(
        name = "write-back",
        description = "Write-back with two gateways: what kills lose, how writes coalesce, an outage, a restart.",
        mixinStandardHelpOptions = true)
public final class WriteBack implements Callable<Integer> {
    private static final String NAME = "write-back";

    private final InstantSource clock;

    /** What can be run alone. */
    enum Part {
        KILLS,
        COALESCING,
        OUTAGE,
        RESTART
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--part", description = "Only this: ${COMPLETION-CANDIDATES}; may be given more than once.")
    Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--rounds", description = "Rounds with a kill (default: ${DEFAULT-VALUE}).")
    int rounds = 200;

    @Option(names = "--load-ms", description = "Length of the load in such a round (default: ${DEFAULT-VALUE}).")
    int loadMs = 2000;

    @Option(names = "--most-minutes", description = "No further round after this long (default: ${DEFAULT-VALUE}).")
    int mostMinutes = 120;

    @Option(names = "--zipf-keys", description = "Keys of a Zipf load; more than one load may be given.", split = ",")
    List<Integer> zipfKeys = List.of(20, 100, 1000);

    @Option(names = "--zipf-seconds", description = "Length of a Zipf load (default: ${DEFAULT-VALUE}).")
    int zipfSeconds = 20;

    @Option(names = "--away-seconds", description = "How long the origin is away (default: ${DEFAULT-VALUE}).")
    int awaySeconds = 120;

    @Option(names = "--value-bytes", description = "Of the values written meanwhile (default: ${DEFAULT-VALUE}).")
    int valueBytes = 4000;

    @Option(names = "--records", description = "Writes that wait at the restart (default: ${DEFAULT-VALUE}).")
    int records = 100_000;

    @Option(names = "--max-mb", description = "Bound of what waits, MiB (default: ${DEFAULT-VALUE}).")
    int maxMb = 64;

    @Option(names = "--linger-ms", description = "How long a key stays dirty at least (default: ${DEFAULT-VALUE}).")
    int lingerMs = 500;

    @Mixin
    final Results results = new Results();

    public WriteBack(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("benchmark", NAME);
        report.put("head", Head.now(clock));
        report.put("linger_ms", lingerMs);
        report.put("max_mb", maxMb);
        Map<String, String> settings = Map.of(
                "TERRACE_WRITEBACK_MAX_MB", Integer.toString(maxMb),
                "TERRACE_WRITEBACK_LINGER_MS", Integer.toString(lingerMs));
        try (OwnSuite suite = OwnSuite.start(Path.of("."), settings);
                Gateways gateways = new Gateways(suite.gateways());
                Shelf shelf = new Shelf()) {
            Caches caches = new Caches(gateways, shelf);
            caches.make();
            for (Part part : Part.values()) {
                if (parts.contains(part)) {
                    run(part, suite, caches, report);
                    results.write(NAME, report);
                }
            }
        }
        return 0;
    }

    private void run(Part part, OwnSuite suite, Caches caches, Map<String, Object> report) {
        PrintWriter out = spec.commandLine().getOut();
        Object outcome =
                switch (part) {
                    case KILLS ->
                        new Kills(suite, caches, out)
                                .run(rounds, Duration.ofMillis(loadMs), Duration.ofMinutes(mostMinutes));
                    case COALESCING ->
                        zipfKeys.stream()
                                .map(keys -> new Coalescing(caches).run(keys, Duration.ofSeconds(zipfSeconds)))
                                .toList();
                    case OUTAGE -> new Outage(caches).run(Duration.ofSeconds(awaySeconds), valueBytes);
                    case RESTART -> new Restart(suite, caches).run(records);
                };
        report.put(part.name().toLowerCase(java.util.Locale.ROOT), outcome);
        out.println(part + " " + outcome);
        out.flush();
    }
}
