package dev.terrace.stack.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The children written down, a file each ({@code NAME.pid}: pid, start time, the signal that ends it politely), so that
 * whoever comes after a launcher that was killed can end what it left behind.
 */
public final class PidBook {
    private static final Duration POLITE = Duration.ofSeconds(10);
    private static final Duration FORCED = Duration.ofSeconds(5);
    private final Path directory;

    public PidBook(Path directory) {
        this.directory = directory;
    }

    /** One line of the book. */
    public record Line(String name, ProcessMark mark, String signal) {}

    public void write(Line line) {
        try {
            Files.createDirectories(directory);
            Path fresh = directory.resolve(line.name() + ".new");
            Files.writeString(fresh, line.mark().pid() + " " + line.mark().start() + " " + line.signal() + "\n");
            Files.move(fresh, file(line.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is written down and still lives. */
    public List<Line> living() {
        List<Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pid")).toList()) {
                read(file).filter(line -> line.mark().alive()).ifPresent(lines::add);
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** Ends every living process of the book, politely first, and empties it. Returns the names of those that lived. */
    public List<String> reap() {
        List<Line> left = living();
        // A stopped process takes no other signal than KILL until it is continued.
        left.forEach(line -> line.mark().signal("CONT"));
        left.forEach(line -> line.mark().signal(line.signal()));
        if (!Patience.until(
                POLITE, () -> left.stream().noneMatch(line -> line.mark().alive()))) {
            left.forEach(line -> line.mark().signal("KILL"));
            Patience.until(
                    FORCED, () -> left.stream().noneMatch(line -> line.mark().alive()));
        }
        left.forEach(line -> forget(line.name()));
        return left.stream().map(Line::name).toList();
    }

    private static Optional<Line> read(Path file) throws IOException {
        String[] words = Files.readString(file).strip().split(" ");
        String name = file.getFileName().toString().replaceFirst("\\.pid$", "");
        return words.length == 3
                ? Optional.of(
                        new Line(name, new ProcessMark(Long.parseLong(words[0]), Long.parseLong(words[1])), words[2]))
                : Optional.empty();
    }

    private Path file(String name) {
        return directory.resolve(name + ".pid");
    }
}
