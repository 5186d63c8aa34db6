package dev.terrace.kit.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process for ever: pids are used again, a pid with its start time is not.
 *
 * @param pid the process id
 * @param start its start in clock ticks since boot (field 22 of {@code /proc/PID/stat})
 */
record ProcessMark(long pid, long start) {

    static ProcessMark of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new ProcessMark(pid, Long.parseLong(fields[19]));
        } catch (IOException e) {
            throw new UncheckedIOException("no process " + pid, e);
        }
    }

    boolean alive() {
        try {
            return of(pid).equals(this);
        } catch (UncheckedIOException gone) {
            return false;
        }
    }
}
