package dev.terrace.cachectl.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A trace in csv or csv.gz: a head that names the columns (ts, key, size, op, ttl; only key is needed), then a row a request. */
public final class Trace implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final BufferedReader lines;
    private final int key;
    private final int size;
    private final int op;
    private final int ttl;

    /**
     * A request of the trace.
     *
     * @param key the key
     * @param op get, set or delete; get where the trace has none
     * @param size bytes of the value, -1 where the trace has none
     * @param ttl seconds, 0 for the cache's own
     */
    public record Request(String key, String op, int size, long ttl) {}

    private Trace(BufferedReader lines, List<String> columns) {
        this.lines = lines;
        this.key = columns.indexOf("key");
        this.size = columns.indexOf("size");
        this.op = columns.indexOf("op");
        this.ttl = columns.indexOf("ttl");
        if (key < 0) {
            throw new IllegalArgumentException("The trace has no column named key; name them with --columns.");
        }
    }

    /**
     * Opens a trace.
     *
     * @param columns names of the columns where the file has no head, null to take them from its first line
     */
    public static Trace open(Path file, @Nullable List<String> columns) throws IOException {
        BufferedReader lines = reader(file);
        List<String> names = columns == null ? List.of(head(lines, file).split(",")) : columns;
        return new Trace(
                lines,
                names.stream().map(n -> n.strip().toLowerCase(Locale.ROOT)).toList());
    }

    /** Requests in it. */
    public static long count(Path file, boolean withHead) throws IOException {
        try (BufferedReader lines = reader(file)) {
            return Math.max(0, lines.lines().filter(l -> !l.isBlank()).count() - (withHead ? 1 : 0));
        }
    }

    private static String head(BufferedReader lines, Path file) throws IOException {
        String head = lines.readLine();
        if (head == null) {
            throw new IllegalArgumentException(file + " is empty.");
        }
        return head;
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), BUFFER);
    }

    /** The next request, null at the end. */
    public @Nullable Request next() throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        if (line == null) {
            return null;
        }
        String[] cells = line.split(",", -1);
        return new Request(
                cells[key],
                op < 0 ? "get" : cells[op].toLowerCase(Locale.ROOT),
                size < 0 ? -1 : (int) number(cells[size]),
                ttl < 0 ? 0 : number(cells[ttl]));
    }

    private static long number(String cell) {
        return cell.isBlank() ? 0 : (long) Double.parseDouble(cell);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
