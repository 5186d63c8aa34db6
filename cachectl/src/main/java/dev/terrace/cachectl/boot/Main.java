package dev.terrace.cachectl.boot;

import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.SuiteException;
import dev.terrace.cachectl.command.Cleanup;
import dev.terrace.cachectl.command.Config;
import dev.terrace.cachectl.command.Demo;
import dev.terrace.cachectl.command.Entries;
import dev.terrace.cachectl.command.Events;
import dev.terrace.cachectl.command.HealthCheck;
import dev.terrace.cachectl.command.Optimization;
import dev.terrace.cachectl.command.ReplayTrace;
import dev.terrace.cachectl.command.Stats;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "terrace",
        description =
                "The command line of Terrace. up, down, status, logs, test and bench are the launcher's (./terrace).",
        mixinStandardHelpOptions = true,
        version = "terrace 1.0.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            HealthCheck.class,
            Optimization.class,
            Cleanup.class,
            Stats.class,
            Config.class,
            Entries.Get.class,
            Entries.Put.class,
            Entries.Delete.class,
            Entries.Invalidate.class,
            Entries.Warm.class,
            ReplayTrace.class,
            Demo.class,
            Events.class
        })
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Exit.USAGE;
    }

    /** The command line with its exit codes. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
            return failure instanceof SuiteException refused ? refused.exitCode() : Exit.PROBLEM;
        });
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
