package dev.terrace.cachectl.command;

import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.SuiteException;
import dev.terrace.cachectl.demo.Living;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Traffic for the dashboard and the optimizer. */
@Command(
        name = "demo",
        description = "Living, mixed traffic on caches of its own (demo-*), until Ctrl-C.",
        mixinStandardHelpOptions = true)
public final class Demo extends Base {
    @Option(names = "--rate", defaultValue = "300", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(
            names = "--seconds",
            defaultValue = "0",
            description = "Stop after so long; 0: never (default: ${DEFAULT-VALUE}).")
    long seconds;

    @Option(names = "--remove", description = "Only remove the demo's caches.")
    boolean remove;

    @Override
    public Integer call() {
        if (rate <= 0 || rate > 20_000 || seconds < 0) {
            throw new SuiteException(Exit.USAGE, "--rate is above 0 and at most 20000, --seconds is not negative.");
        }
        Living living = new Living(suite());
        if (remove) {
            living.remove();
            say("The demo's caches are gone.");
            return Exit.FINE;
        }
        living.prepare();
        say("Traffic is running; see " + suite().access().url()
                + "/dashboard/ (Ctrl-C ends it, demo --remove takes its caches away).");
        living.run(rate, seconds, this::say);
        return Exit.FINE;
    }
}
