package dev.terrace.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports lie: {@code NAME.json} and {@code NAME.md}, the last run of each. */
public record Results(Path directory) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public void write(Report report) {
        write(report.benchmark(), report, new Page(report).text());
    }

    /** A report of any shape, and its page. */
    public void write(String name, Object report, String page) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".json"), JSON.writeValueAsString(report) + "\n");
            Files.writeString(directory.resolve(name + ".md"), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
