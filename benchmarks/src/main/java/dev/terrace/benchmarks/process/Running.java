package dev.terrace.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process that runs on this machine (Linux). Throws {@link UncheckedIOException} when it is gone. */
public record Running(long pid) {
    private static final String PSS = "Pss:";

    /** Processor time it has used since its start, microseconds. */
    public long cpuMicros() {
        return Stat.parse(read("stat")).micros();
    }

    /** Its memory, what is shared counted by parts, in KiB. */
    public long pssKib() {
        return pss(read("smaps_rollup"));
    }

    /** Its resident memory now, in KiB. */
    public long rssKib() {
        return kib(read("status"), "VmRSS:");
    }

    /** The most that was resident since the start or since {@link #resetPeak}, in KiB. */
    public long peakRssKib() {
        return kib(read("status"), "VmHWM:");
    }

    /** Lets the peak begin anew with what is resident now (proc(5), clear_refs). */
    public void resetPeak() {
        try {
            Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program and its arguments. */
    public List<String> command() {
        return List.of(read("cmdline").split("\0"));
    }

    /** How many of its threads have a name that begins so; the kernel keeps 15 characters of it. */
    public int threads(String prefix) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return (int) tasks.filter(task -> name(task).startsWith(prefix)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when the thread has ended since. */
    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    static long pss(String rollup) {
        return kib(rollup, PSS);
    }

    private static long kib(String lines, String field) {
        return lines.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + field + " there."));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
