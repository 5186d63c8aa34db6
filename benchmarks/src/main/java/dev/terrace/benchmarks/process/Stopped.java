package dev.terrace.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** A process and all it has started, stopped in the middle of what they do (SIGSTOP) until this is closed (SIGCONT). */
public final class Stopped implements AutoCloseable {
    private final List<Long> pids;

    /** Stops them: the first before its children, so that it starts no more. */
    public Stopped(long pid) {
        signal("STOP", List.of(pid));
        pids = Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .toList();
        signal("STOP", pids);
    }

    @Override
    public void close() {
        signal("CONT", pids.reversed());
    }

    private static void signal(String signal, List<Long> pids) {
        StringBuilder command = new StringBuilder("kill -").append(signal);
        pids.forEach(pid -> command.append(' ').append(pid));
        try {
            // One of many children may have ended by itself, which is no failure of the others.
            new ProcessBuilder("sh", "-c", command + " 2>/dev/null || kill -0 " + pids.getLast())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
