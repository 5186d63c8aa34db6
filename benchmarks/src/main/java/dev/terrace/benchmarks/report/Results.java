package dev.terrace.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where reports lie: {@code NAME.json} and {@code NAME.md}, the last run of each. To be mixed into a command. */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(names = "--results", description = "Directory of the results (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("benchmarks", "results");

    /** Writes a report of any shape and its page, and shows the page. */
    public void write(String name, Object report, String page, PrintWriter out) {
        write(name, report);
        write(name + ".md", page);
        out.print(page);
        out.flush();
    }

    /** Writes a report that has no page. */
    public void write(String name, Object report) {
        try {
            write(name + ".json", JSON.writeValueAsString(report) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
