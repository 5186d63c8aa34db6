package dev.terrace.benchmarks.largevalues;

import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.OwnSuite;
import dev.terrace.benchmarks.suite.Suite;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Large values through a gateway of a suite of its own, over both stores that take them; exit code 1 when a bound or a byte is missed. */
@Command(
        name = "large-values",
        description =
                "A value of a gibibyte up and down over database and files: the gateway's memory; then readers beside writers.",
        mixinStandardHelpOptions = true)
public final class LargeValues implements Callable<Integer> {
    private static final String NAME = "large-values";
    private static final int BOUND_MIB = 64;
    private static final List<String> STORES = List.of("database", "file_system");

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--mib", description = "Size of the value, MiB (default: ${DEFAULT-VALUE}).")
    int mib = 1024;

    @Option(names = "--rounds", description = "Times up and down on each store (default: ${DEFAULT-VALUE}).")
    int rounds = 2;

    @Option(names = "--race-mib", description = "Largest size in the race, MiB (default: ${DEFAULT-VALUE}).")
    int raceMib = 64;

    @Option(names = "--race-seconds", description = "Length of the race on each store (default: ${DEFAULT-VALUE}).")
    int raceSeconds = 30;

    @Mixin
    final Results results = new Results();

    public LargeValues(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One way of one value.
     *
     * @param readyMib resident when the suite was ready
     * @param beforeMib resident before this way
     * @param peakMib most that was resident meanwhile
     * @param growthMib most that was resident meanwhile over what was resident when the suite was ready, MiB
     */
    record Way(
            String store,
            int round,
            String way,
            double seconds,
            double readyMib,
            double beforeMib,
            double peakMib,
            double growthMib) {}

    /** The whole. */
    record Report(String benchmark, Head head, int mib, List<Way> ways, List<Race.Outcome> races) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        List<Way> ways = new ArrayList<>();
        List<Race.Outcome> races = new ArrayList<>();
        for (String store : STORES) {
            // Each store with a gateway that has just started: what the other one made it take is not counted.
            try (OwnSuite suite = OwnSuite.start(Path.of("."), 1, Map.of())) {
                measure(suite.gateways().getFirst(), store, ways, races, out);
            }
        }
        Report report = new Report(NAME, head, mib, ways, races);
        results.write(NAME, report, page(report), out);
        boolean within = ways.stream().allMatch(way -> way.growthMib() <= BOUND_MIB);
        boolean whole = races.stream().allMatch(race -> race.reads() > 0 && race.torn() == 0);
        return within && whole ? 0 : 1;
    }

    private void measure(Suite gateway, String store, List<Way> ways, List<Race.Outcome> races, PrintWriter out) {
        Running process = new Running(gateway.pid());
        double ready = process.rssKib() / 1024.0;
        String cache = "bench_large_" + store;
        gateway.makeCache(
                cache,
                "\"cache_type\": \"" + store + "\", \"ttl_seconds\": 86400, \"max_value_kb\": "
                        + Math.max(mib, raceMib) * 1024L);
        Pipe pipe = new Pipe(gateway, "/api/cache/" + cache + "/one");
        for (int round = 1; round <= rounds; round++) {
            Noise noise = new Noise(round, ((long) mib << 20) - round);
            String digest = noise.digest();
            ways.add(measured(process, ready, store, round, "up", () -> up(pipe, noise)));
            told(out, ways.getLast());
            ways.add(measured(process, ready, store, round, "down", () -> down(pipe, noise, digest)));
            told(out, ways.getLast());
        }
        process.resetPeak();
        Race race =
                new Race(new Pipe(gateway, "/api/cache/" + cache + "/raced"), raceMib, Duration.ofSeconds(raceSeconds));
        races.add(race.run(store, process));
        told(out, races.getLast());
    }

    private static Way measured(Running process, double ready, String store, int round, String way, Runnable work) {
        process.resetPeak();
        double before = process.rssKib() / 1024.0;
        long from = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - from) / 1e9;
        double peak = process.peakRssKib() / 1024.0;
        return new Way(store, round, way, seconds, ready, before, peak, peak - ready);
    }

    private static void up(Pipe pipe, Noise noise) {
        int status = pipe.put(noise);
        if (status != 201 && status != 204) {
            throw new IllegalStateException("The gateway answered " + status + " to a PUT.");
        }
    }

    private static void down(Pipe pipe, Noise noise, String digest) {
        Pipe.Taken taken = pipe.get();
        if (taken.status() != 200
                || taken.bytes() != noise.length()
                || !taken.digest().equals(digest)) {
            throw new IllegalStateException("Not what was put: " + taken);
        }
    }

    private static void told(PrintWriter out, Object figures) {
        out.println(figures);
        out.flush();
    }

    private static String page(Report report) {
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(String.format(
                        Locale.ROOT,
                        "Values of %d MiB, each byte checked by SHA-256. The resident memory of a gateway that has just started;"
                                + " growth is the peak over what it had when it was ready, target <= %d MiB.%n%n"
                                + "| store | round | way | seconds | ready MiB | before MiB | peak MiB | growth MiB |%n|---|---|---|---|---|---|---|---|%n",
                        report.mib(),
                        BOUND_MIB));
        for (Way way : report.ways()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %.1f | %.0f | %.0f | %.0f | %.0f |%n",
                    way.store(),
                    way.round(),
                    way.way(),
                    way.seconds(),
                    way.readyMib(),
                    way.beforeMib(),
                    way.peakMib(),
                    way.growthMib()));
        }
        for (Race.Outcome race : report.races()) {
            page.append(String.format(
                    Locale.ROOT,
                    "%nRace on %s: %d writes and %d reads of up to %d MiB, %d reads cut, **%d torn**; peak %.0f MiB.%n",
                    race.store(),
                    race.writes(),
                    race.reads(),
                    race.mib(),
                    race.cut(),
                    race.torn(),
                    race.peakMib()));
        }
        return page.toString();
    }
}
