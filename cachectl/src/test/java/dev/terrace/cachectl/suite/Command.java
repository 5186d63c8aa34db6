package dev.terrace.cachectl.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process in a directory; nothing that a developer's shell says to Terrace reaches it. */
record Command(Path directory, Map<String, String> environment) {

    /** What a process said and how it ended. */
    record Done(List<String> command, int code, String output) {
        /** Its output; an exit code other than 0 fails the test. */
        String succeeded() {
            if (code != 0) {
                throw new AssertionError(command + " ended with " + code + ":\n" + output);
            }
            return output;
        }
    }

    Done run(int seconds, List<String> program, List<String> arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("suite-", ".out");
            Process process = builder(command, output).start();
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end:\n" + Files.readString(output));
            }
            Done done = new Done(command, process.exitValue(), Files.readString(output));
            Files.delete(output);
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private ProcessBuilder builder(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(TERRACE|REDIS|MEMCACHED|AWS|CLOUDFLARE|CACHE)_.*"));
        builder.environment().putAll(environment);
        return builder;
    }
}
