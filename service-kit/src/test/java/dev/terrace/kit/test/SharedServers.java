package dev.terrace.kit.test;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The servers of one Maven build, in {@code target/test-stack/PID-START} of the checkout's root, named by Maven's
 * process. A file lock makes one of several test JVMs start them; they watch Maven and end with it.
 */
final class SharedServers {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private final Path root;
    private final Path home;
    private final ProcessMark build;

    private SharedServers(Path root, ProcessMark build) {
        this.root = root;
        this.build = build;
        this.home = root.resolve("target/test-stack").resolve(build.pid() + "-" + build.start());
    }

    static SharedServers ofThisBuild() {
        String root = System.getProperty("terrace.root");
        if (root == null) {
            throw new IllegalStateException("system property terrace.root is not set: run by Maven, or set it");
        }
        return new SharedServers(Path.of(root).toAbsolutePath().normalize(), Build.process());
    }

    /** Makes a corner for the caller and returns its directory; starts the servers when they do not run. */
    Path corner() throws IOException {
        Files.createDirectories(home.resolve("corners"));
        try (FileChannel channel =
                        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!running()) {
                start();
            }
            int number = Files.readString(Files.writeString(
                            home.resolve("corners/count"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND))
                    .length();
            String name = "corner" + number;
            Process process = java("namespace", "--dir", home.toString(), "--name", name);
            finish(process, name);
            return home.resolve(name);
        }
    }

    private boolean running() {
        Path facts = home.resolve("servers.properties");
        if (!Files.exists(facts)) {
            return false;
        }
        String[] stack = Corner.properties(facts).getOrDefault("stack", "0 0").split(" ");
        return new ProcessMark(Long.parseLong(stack[0]), Long.parseLong(stack[1])).alive();
    }

    private void start() throws IOException {
        Path facts = home.resolve("servers.properties");
        Files.deleteIfExists(facts);
        Process process = java(
                "servers",
                "--dir",
                home.toString(),
                "--programs",
                root.resolve(".terrace/programs").toString(),
                "--watch",
                Long.toString(build.pid()));
        try {
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> Files.exists(facts) || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the servers did not start in " + LIMIT.toSeconds() + " s\n" + output(), e);
        }
        if (!Files.exists(facts)) {
            throw new IOException("the servers did not start\n" + output());
        }
    }

    private void finish(Process process, String name) throws IOException {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(name + " could not be made\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Process java(String... arguments) throws IOException {
        return new ProcessBuilder(stack(root, List.of(arguments)))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("output").toFile()))
                .start();
    }

    /** The command line of the launcher program with arguments. */
    static List<String> stack(Path root, List<String> arguments) throws IOException {
        Path module = root.resolve("local-stack/target");
        Path libraries = module.resolve("stack/lib");
        if (!Files.isDirectory(libraries)) {
            throw new IOException(libraries + " is not there: build it first (mvn -pl local-stack package)");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                module.resolve("classes") + ":" + libraries + "/*",
                "dev.terrace.stack.boot.Main"));
        command.addAll(arguments);
        return command;
    }

    private String output() throws IOException {
        return Files.readString(home.resolve("output"));
    }
}
