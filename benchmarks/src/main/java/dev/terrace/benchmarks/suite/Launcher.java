package dev.terrace.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code ./terrace} of the present directory. A suite that was started here is stopped again; one that ran before stays. */
public final class Launcher implements AutoCloseable {
    private static final String PROGRAM = "./terrace";
    private static final int NOTHING_RUNS = 3;

    private boolean started;

    /** The suite that runs, or one that is started now. */
    public Suite suite(Map<String, String> environment) {
        Said status = run(PROGRAM, "status", "--json");
        if (status.code == NOTHING_RUNS) {
            started = true;
            Said up = run(PROGRAM, "up", "--detach");
            if (up.code != 0) {
                throw new IllegalStateException("The suite did not start: " + up.text);
            }
            status = run(PROGRAM, "status", "--json");
        }
        return Suite.of(status.text, environment);
    }

    @Override
    public void close() {
        if (started) {
            run(PROGRAM, "down");
        }
    }

    private record Said(int code, String text) {}

    private static Said run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.onExit().join().exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
