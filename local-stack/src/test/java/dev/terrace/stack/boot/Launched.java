package dev.terrace.stack.boot;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The program as a user starts it: a JVM of its own that runs all servers on free ports, in a directory. */
final class Launched {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private final Path directory;
    private final Process process;

    private Launched(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts it and waits until all servers answer. */
    static Launched in(Path directory, long watchedPid) throws IOException {
        Path facts = directory.resolve("servers.properties");
        Files.createDirectories(directory);
        Files.deleteIfExists(facts);
        Path programs = Path.of(System.getProperty("terrace.root", "..")).resolve(".terrace/programs");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        "dev.terrace.stack.boot.Main",
                        "servers",
                        "--dir",
                        directory.toString(),
                        "--programs",
                        programs.toString(),
                        "--watch",
                        Long.toString(watchedPid)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("output").toFile()))
                .start();
        Awaitility.await().atMost(LIMIT).until(() -> Files.exists(facts) || !process.isAlive());
        if (!Files.exists(facts)) {
            throw new AssertionError(Files.readString(directory.resolve("output")));
        }
        return new Launched(directory, process);
    }

    Map<String, String> facts() throws IOException {
        return PropertyFile.read(directory.resolve("servers.properties"));
    }

    String fact(String name) throws IOException {
        return Optional.ofNullable(facts().get(name)).orElseThrow(() -> new AssertionError("no " + name));
    }

    /** The servers' processes as they are now, without the launcher's own. */
    List<ProcessMark> children() {
        return book().stream().map(PidBook.Line::mark).toList();
    }

    /** The present process of one server. */
    long child(String name) {
        return book().stream()
                .filter(line -> line.name().equals(name))
                .map(line -> line.mark().pid())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of " + name));
    }

    private List<PidBook.Line> book() {
        return new PidBook(directory.resolve("run")).living();
    }

    /** Ends it in order. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Kills it: its children are orphans now. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    void awaitEnd() {
        Awaitility.await().atMost(LIMIT).until(() -> !process.isAlive());
    }
}
