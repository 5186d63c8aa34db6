package dev.terrace.stack.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for ever: pids are used again, a pid with its start time is not.
 *
 * @param pid the process id
 * @param start clock ticks between the machine's boot and the process's start (field 22 of {@code /proc/PID/stat})
 */
public record ProcessMark(long pid, long start) {

    /** The mark of a process that lives now; empty when there is none, or only its zombie. */
    public static Optional<ProcessMark> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // The command's name may hold blanks and parentheses: count from its last parenthesis.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean dead = fields[0].equals("Z") || fields[0].equals("X");
            return dead ? Optional.empty() : Optional.of(new ProcessMark(pid, Long.parseLong(fields[19])));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The mark of this JVM. */
    public static ProcessMark own() {
        return of(ProcessHandle.current().pid()).orElseThrow(() -> new Refusal("/proc is not mounted"));
    }

    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Sends a signal by name (INT, TERM, KILL, STOP, CONT); nothing happens when the process is gone. */
    public void signal(String signal) {
        if (!alive()) {
            return;
        }
        try {
            // The shell's own kill: a machine without procps has no other.
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new Refusal("cannot signal process " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
