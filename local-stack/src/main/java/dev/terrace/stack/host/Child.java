package dev.terrace.stack.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One started child process, written into the pid book while it lives. It runs in a session of its own, so that a
 * Ctrl-C at the terminal reaches only the launcher, which then ends its children in order.
 */
public final class Child {
    private final Spec spec;
    private final PidBook book;
    private final Process process;
    private final ProcessMark mark;

    /**
     * What to start.
     *
     * @param name its name in the pid book and in messages
     * @param command program and arguments
     * @param environment added to this process's own
     * @param directory its working directory
     * @param log where its output is appended
     * @param signal what ends it politely (INT, TERM)
     */
    public record Spec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            String signal) {}

    private Child(Spec spec, PidBook book, Process process, ProcessMark mark) {
        this.spec = spec;
        this.book = book;
        this.process = process;
        this.mark = mark;
    }

    /** Starts the process; a program that is not there is an IOException with its name. */
    public static Child start(Spec spec, PidBook book) throws IOException {
        Files.createDirectories(spec.directory());
        Files.createDirectories(spec.log().toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(inOwnSession(spec.command()))
                .directory(spec.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        ProcessMark mark = ProcessMark.of(process.pid())
                .orElseThrow(() -> new IOException(spec.name() + " ended at once, see " + spec.log()));
        book.write(new PidBook.Line(spec.name(), mark, spec.signal()));
        return new Child(spec, book, process, mark);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends it politely, with force after the limit, and takes it out of the book. */
    public void stop(Duration limit) {
        mark.signal("CONT");
        mark.signal(spec.signal());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            book.forget(spec.name());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> inOwnSession(List<String> command) {
        return Programs.onPath("setsid")
                .map(setsid -> {
                    List<String> whole = new ArrayList<>(List.of(setsid.toString()));
                    whole.addAll(command);
                    return List.copyOf(whole);
                })
                .orElse(command);
    }
}
