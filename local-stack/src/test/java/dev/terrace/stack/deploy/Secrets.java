package dev.terrace.stack.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What {@code deploy/secrets.sh} makes, in a directory of the test's own. */
record Secrets(Path directory) {
    private static final int LIMIT_SECONDS = 60;

    /** Runs the script. */
    static Secrets made(Path directory) {
        Path output = directory.resolveSibling(directory.getFileName() + ".output");
        try {
            Process process = new ProcessBuilder(
                            "sh", Checkout.ROOT.resolve("deploy/secrets.sh").toString(), directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("secrets.sh failed: " + Files.readString(output));
            }
            return new Secrets(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Made once for all tests that only read. */
    static Secrets shared() {
        return Shared.MADE;
    }

    /** A file that is made under this name. */
    Path file(String name) {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new AssertionError("deploy/secrets.sh makes no " + name);
        }
        return file;
    }

    String text(String name) {
        return Checkout.text(file(name));
    }

    /** The variables of an environment file. */
    Map<String, String> variables(String name) {
        Map<String, String> variables = new TreeMap<>();
        text(name).lines().forEach(line -> {
            int sign = line.indexOf('=');
            variables.put(line.substring(0, sign), line.substring(sign + 1));
        });
        return variables;
    }

    private static final class Shared {
        static final Secrets MADE = made();

        private static Secrets made() {
            try {
                Path directory = Files.createTempDirectory("terrace-secrets");
                directory.toFile().deleteOnExit();
                return Secrets.made(directory.resolve("secrets"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
