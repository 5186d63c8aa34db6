package dev.terrace.stack.boot;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.ProcessMark;
import dev.terrace.stack.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directories of shared servers beside ours, named {@code PID-START} by the process they were for. When that
 * process is gone, what is left of its servers is ended and the directory deleted.
 */
record StaleDirectories(Path own) {
    private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)");

    void clear() throws IOException {
        try (Stream<Path> directories = Files.list(own.getParent())) {
            for (Path directory : directories.filter(d -> !d.equals(own)).toList()) {
                Matcher name = NAME.matcher(directory.getFileName().toString());
                if (name.matches() && !mark(name).alive()) {
                    new PidBook(directory.resolve("run")).reap();
                    Trees.delete(directory);
                }
            }
        }
    }

    private static ProcessMark mark(Matcher name) {
        return new ProcessMark(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)));
    }
}
