package dev.terrace.benchmarks.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Traces of a directory: each {@code NAME.csv} or {@code NAME.csv.gz} whose head line has a column {@code key}; every line is a read. Keys
 * are numbers or texts. {@code traces.tsv} there may say of each name its {@code source} and {@code licence}.
 */
final class Published {
    private Published() {}

    static List<Trace> in(Path directory) throws IOException {
        Map<String, Map<String, String>> about = about(directory.resolve("traces.tsv"));
        List<Trace> traces = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Published::isTrace).sorted().toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
                Map<String, String> known = about.getOrDefault(name, Map.of());
                traces.add(new Trace(
                        name,
                        known.getOrDefault("source", "not stated"),
                        known.getOrDefault("licence", "not stated"),
                        keys(file)));
            }
        }
        return traces;
    }

    private static boolean isTrace(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    private static long[] keys(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String head = lines.readLine();
            int column = head == null ? -1 : List.of(head.split(",")).indexOf("key");
            if (column < 0) {
                throw new IOException(file + " has no column key.");
            }
            LongStream.Builder keys = LongStream.builder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keys.add(key(line.split(",", -1)[column]));
            }
            return keys.build().toArray();
        }
    }

    private static long key(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            // Two halves of a text's hash: of a million texts no two are likely to be one.
            return ((long) text.hashCode() << 32)
                    ^ (new StringBuilder(text).reverse().toString().hashCode() & 0xffffffffL);
        }
    }

    private static Map<String, Map<String, String>> about(Path file) throws IOException {
        Map<String, Map<String, String>> about = new HashMap<>();
        if (!Files.exists(file)) {
            return about;
        }
        List<String> lines = Files.readAllLines(file);
        List<String> head = List.of(lines.getFirst().split("\t"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < Math.min(cells.length, head.size()); i++) {
                row.put(head.get(i), cells[i]);
            }
            about.put(row.getOrDefault("name", ""), row);
        }
        return about;
    }
}
