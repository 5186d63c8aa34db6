package dev.terrace.cachectl.command;

import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.tail.Tail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Events as they come. */
@Command(
        name = "events",
        description = "Events on Kafka.",
        mixinStandardHelpOptions = true,
        subcommands = Events.Follow.class)
public final class Events extends Base {
    @Override
    public Integer call() {
        spec.commandLine().usage(out());
        return Exit.USAGE;
    }

    /** Prints them. */
    @Command(
            name = "tail",
            description = "Prints a topic's events, a JSON line each, until Ctrl-C.",
            mixinStandardHelpOptions = true)
    public static final class Follow extends Base {
        @Parameters(paramLabel = "TOPIC", description = "For example terrace.monitoring.alert.v1")
        @SuppressWarnings("NullAway.Init")
        String topic;

        @Option(names = "--from-beginning", description = "Also those that are there already.")
        boolean fromBeginning;

        @Option(names = "--count", defaultValue = "0", description = "Stop after so many; 0: never.")
        long count;

        @Option(
                names = "--bootstrap",
                paramLabel = "HOST:PORT",
                description = "The brokers (default: TERRACE_KAFKA_BOOTSTRAP or 127.0.0.1:9092).")
        @Nullable
        String bootstrap;

        @Override
        public Integer call() {
            String brokers = bootstrap != null
                    ? bootstrap
                    : System.getenv().getOrDefault("TERRACE_KAFKA_BOOTSTRAP", "127.0.0.1:9092");
            new Tail(brokers).follow(topic, fromBeginning, count, this::say);
            return Exit.FINE;
        }
    }
}
