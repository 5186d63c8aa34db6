package dev.terrace.cachectl.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.terrace.cachectl.client.Access;
import dev.terrace.cachectl.client.Suite;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: the suite, {@code --json}, somewhere to print. */
abstract class Base implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON for scripts.")
    boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    final Suite suite() {
        return new Suite(Access.of(System.getenv()));
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final void printJson(Object value) {
        try {
            out().println(Suite.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
            out().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    final void say(String line) {
        out().println(line);
        out().flush();
    }
}
