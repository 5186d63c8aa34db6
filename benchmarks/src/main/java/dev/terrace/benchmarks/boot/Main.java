package dev.terrace.benchmarks.boot;

import dev.terrace.benchmarks.accuracy.Accuracy;
import dev.terrace.benchmarks.batch.BatchRun;
import dev.terrace.benchmarks.dataplane.DataPlane;
import dev.terrace.benchmarks.engine.Engine;
import dev.terrace.benchmarks.hung.HungTier;
import dev.terrace.benchmarks.largevalues.LargeValues;
import dev.terrace.benchmarks.race.RaceRun;
import dev.terrace.benchmarks.redishit.RedisHit;
import dev.terrace.benchmarks.restart.RestartRun;
import dev.terrace.benchmarks.tags.TagsRun;
import dev.terrace.benchmarks.visibility.Visibility;
import dev.terrace.benchmarks.webdis.Webdis;
import dev.terrace.benchmarks.writeback.WriteBack;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a benchmark by its name; without one it lists them. */
@Command(
        name = "bench",
        description = "Benchmarks, each beside its peer or its limit in the same run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME")
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** The command line with its exit codes: 0 done, 1 not measured, 2 bad usage. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand(new DataPlane(InstantSource.system(), System.getenv()))
                .addSubcommand(new RedisHit(InstantSource.system(), System.getenv()))
                .addSubcommand(new BatchRun(InstantSource.system(), System.getenv()))
                .addSubcommand(new Webdis(InstantSource.system(), System.getenv()))
                .addSubcommand(new RestartRun(InstantSource.system()))
                .addSubcommand(new Engine(InstantSource.system(), System.getenv()))
                .addSubcommand(new RaceRun(InstantSource.system(), System.getenv()))
                .addSubcommand(new Visibility(InstantSource.system(), System.getenv()))
                .addSubcommand(new TagsRun(InstantSource.system(), System.getenv()))
                .addSubcommand(new HungTier(InstantSource.system(), System.getenv()))
                .addSubcommand(new WriteBack(InstantSource.system()))
                .addSubcommand(new LargeValues(InstantSource.system()))
                .addSubcommand(new Accuracy(InstantSource.system()))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
                    return 1;
                });
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
