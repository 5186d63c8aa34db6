package dev.terrace.benchmarks.accuracy;

import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The optimizer's curves and policies over traces, beside exact ones. Needs no suite. */
@Command(
        name = "optimizer-accuracy",
        description = "What the optimizer says of traces beside what is true of them.",
        mixinStandardHelpOptions = true)
public final class Accuracy implements Callable<Integer> {
    private static final String NAME = "optimizer-accuracy";

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description = "Directory of traces (NAME.csv or NAME.csv.gz with a column key), beside the generated ones.")
    @Nullable
    Path traces;

    @Option(names = "--page", description = "Where the page for readers goes (default: ${DEFAULT-VALUE}).")
    Path page = Path.of("docs", "optimizer-accuracy.md");

    @Mixin
    final Results results = new Results();

    public Accuracy(InstantSource clock) {
        this.clock = clock;
    }

    /** What stands in the results. */
    record Report(String benchmark, Head head, List<Judged> traces) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        List<Trace> all = new ArrayList<>(traces == null ? List.of() : Published.in(traces));
        all.addAll(Generated.all());
        List<Judged> judged = new ArrayList<>();
        for (Trace trace : all) {
            Judged one = new Judge(trace).judge();
            judged.add(one);
            out.println(AccuracyPage.line(one));
            out.flush();
        }
        results.write(NAME, new Report(NAME, head, judged));
        AccuracyPage.write(page, judged, clock);
        out.println("written to " + page);
        return 0;
    }
}
