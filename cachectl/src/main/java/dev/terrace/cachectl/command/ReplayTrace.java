package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Access;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.Suite;
import dev.terrace.cachectl.client.SuiteException;
import dev.terrace.cachectl.print.Figures;
import dev.terrace.cachectl.replay.Replay;
import dev.terrace.cachectl.replay.Tally;
import dev.terrace.cachectl.replay.Trace;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A trace against a cache. */
@Command(
        name = "replay",
        description =
                "Replays a trace (csv, csv.gz) against a cache, in its order: each row is get-or-fill. A cache that is not there "
                        + "is made with the defaults.",
        footer = {"", "Example:", "  terrace replay trace.csv.gz --cache-name web --as-fast-as-possible"},
        mixinStandardHelpOptions = true)
public final class ReplayTrace extends Base {
    @Parameters(paramLabel = "TRACE", description = "The file; its first line names the columns.")
    @SuppressWarnings("NullAway.Init")
    Path trace;

    @Option(
            names = {"--cache-name", "--cache_name"},
            required = true,
            paramLabel = "NAME")
    @SuppressWarnings("NullAway.Init")
    String cacheName;

    @Option(names = "--rate", paramLabel = "R", description = "Requests a second (default: as fast as possible).")
    double rate;

    @Option(names = "--as-fast-as-possible", description = "No pause between requests.")
    boolean asFastAsPossible;

    @Option(
            names = "--connections",
            defaultValue = "1",
            description = "More than one reorders the trace (default: ${DEFAULT-VALUE}).")
    int connections;

    @Option(names = "--ops", description = "Take the trace's operations instead of get-or-fill.")
    boolean ops;

    @Option(
            names = "--value-bytes",
            defaultValue = "1024",
            description = "Size of a value where the trace has none (default: ${DEFAULT-VALUE}).")
    int valueBytes;

    @Option(
            names = "--columns",
            split = ",",
            description = "Names of the columns, for a file without a head: ts,key,size,op,ttl.")
    @Nullable
    List<String> columns;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Access access = suite().access();
        cacheIsThere();
        if (connections > 1) {
            err().println("Note: " + connections
                    + " connections reorder the trace; its hit ratio is not that of its order.");
        }
        Replay replay = new Replay(
                access, new Replay.Plan(cacheName, asFastAsPossible ? 0 : rate, connections, ops, valueBytes));
        long start = System.nanoTime();
        Tally tally;
        try (Trace rows = Trace.open(trace, columns);
                ProgressBar bar = bar(Trace.count(trace, columns == null))) {
            tally = replay.run(rows, bar::stepBy);
        }
        return show(tally, (System.nanoTime() - start) / 1e9);
    }

    /** Makes the cache with the defaults when there is none of that name: a trace is often the first thing that a suite sees. */
    private void cacheIsThere() {
        String path = "/api/admin/caching/configurations/" + Suite.segment(cacheName) + "/";
        HttpResponse<byte[]> answer = suite().exchange("GET", path, null, Map.of());
        if (answer.statusCode() == 404) {
            JsonNode made = suite().post("configurations/", Map.of("name", cacheName));
            err().println("Note: there was no cache " + cacheName + "; it was made with the defaults: tiers "
                    + made.path("tiers") + ", ttl_seconds " + made.path("ttl_seconds") + ".");
        } else if (answer.statusCode() / 100 != 2) {
            throw Suite.refused(answer);
        }
    }

    private void check() {
        if (!Files.isReadable(trace)) {
            throw new SuiteException(Exit.USAGE, "Cannot read " + trace + ".");
        }
        if (connections < 1 || connections > 1000 || valueBytes < 0 || rate < 0) {
            throw new SuiteException(
                    Exit.USAGE, "--connections is 1 to 1000, --value-bytes and --rate are not negative.");
        }
        if (asFastAsPossible && rate > 0) {
            throw new SuiteException(Exit.USAGE, "--rate and --as-fast-as-possible exclude each other.");
        }
    }

    private ProgressBar bar(long total) {
        return new ProgressBarBuilder()
                .setTaskName("replay")
                .setInitialMax(total)
                .setUnit(" requests", 1)
                .setUpdateIntervalMillis(System.console() == null ? 5_000 : 200)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    private int show(Tally tally, double seconds) {
        Map<String, Object> report = tally.report(seconds);
        if (json) {
            printJson(report);
        } else {
            var figures = Suite.JSON.valueToTree(report);
            say("requests " + report.get("requests") + " (" + report.get("reads") + " reads, " + report.get("writes")
                    + " writes) in " + report.get("seconds") + " s, " + report.get("throughput") + " per second");
            say("hit ratio " + Figures.ratio(figures.path("hit_ratio")) + ", by tier " + report.get("hits_by_tier"));
            say("latency ms " + report.get("latency_ms"));
            say("errors " + report.get("errors") + ", wrong values " + report.get("wrong_values"));
        }
        if (tally.failures() > 0) {
            err().println("First failure: " + tally.firstError());
            return Exit.PROBLEM;
        }
        return Exit.FINE;
    }
}
