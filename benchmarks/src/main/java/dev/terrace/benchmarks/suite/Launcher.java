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

    /** A gateway of the suite that runs, or of one that is started now. */
    public Suite suite(Map<String, String> environment) {
        return Suite.of(status(1), environment);
    }

    /** The suite that runs, or one that is started now with so many gateways; one that runs and has fewer is refused. */
    public Standing standing(int gateways, Map<String, String> environment) {
        Standing standing = Standing.of(status(gateways), environment);
        if (standing.gateways().size() < gateways) {
            throw new IllegalStateException(
                    "The suite that runs has " + standing.gateways().size() + " gateways; this needs " + gateways
                            + ": ./terrace down, then again.");
        }
        return standing;
    }

    private String status(int gateways) {
        Said status = run(PROGRAM, "status", "--json");
        if (status.code == NOTHING_RUNS) {
            started = true;
            Said up = run(PROGRAM, "up", "--detach", "--gateways", Integer.toString(gateways));
            if (up.code != 0) {
                throw new IllegalStateException("The suite did not start: " + up.text);
            }
            status = run(PROGRAM, "status", "--json");
        }
        return status.text;
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
