package dev.terrace.benchmarks.contest;

import dev.terrace.benchmarks.load.Load;
import dev.terrace.benchmarks.load.Loads;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a contest goes: rounds, their length, what asks. To be mixed into a command. */
public final class Course {
    @Option(names = "--rounds", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", description = "Length of a round of each (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", description = "Seconds before the first round, each (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--connections", description = "Connections kept busy (default: ${DEFAULT-VALUE}).")
    private int connections = 16;

    @Option(names = "--built-in", description = "Ask with the built-in client, also where wrk is on PATH.")
    private boolean builtIn;

    /** With those defaults; seconds. */
    public Course(int rounds, int seconds, int warmUp) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    /** What asks. */
    public Load load(Map<String, String> environment) {
        return Loads.best(environment, builtIn, connections);
    }

    public int connections() {
        return connections;
    }

    /** Before the first round, of each. */
    public Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    /** A round of each. */
    public Duration round() {
        return Duration.ofSeconds(seconds);
    }

    /** Takes all rounds. */
    void run(Contest contest) {
        contest.take(rounds, round());
    }
}
