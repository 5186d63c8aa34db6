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
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(report.benchmark() + ".json"), JSON.writeValueAsString(report) + "\n");
            Files.writeString(directory.resolve(report.benchmark() + ".md"), new Page(report).text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
