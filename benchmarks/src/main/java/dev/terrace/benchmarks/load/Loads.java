package dev.terrace.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Which load there is. */
public final class Loads {
    private Loads() {}

    /** wrk where it is on PATH and not unwanted, else the built-in client. */
    public static Load best(Map<String, String> environment, boolean builtIn, int connections) {
        return !builtIn && onPath(environment, "wrk") ? new Wrk(connections) : new Client(connections);
    }

    /** Whether a program is on PATH. */
    public static boolean onPath(Map<String, String> environment, String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
