package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Browsable.Ask;
import dev.terrace.gateway.cache.Browsable.Listed;
import dev.terrace.gateway.cache.Browsable.Listing;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Outline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Lists files below one directory in the order of their names, which are hashes; a cursor is the last name. A page reads so many headers, and
 * enters no more directories than it needs for them. Every call blocks.
 *
 * @param base directory with two levels of directories below
 * @param there whether a file counts, by its name and position
 */
record FileListing(Path base, BiPredicate<String, Position> there) {
    private static final int FILES = 1000;

    Listing page(Ask ask) throws IOException {
        if (!ask.cursor().isEmpty() && !ask.cursor().matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("Not a cursor of this list.");
        }
        List<Path> files = after(ask.cursor(), FILES + 1);
        List<Listed> found = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (found.size() == ask.limit() || i == FILES) {
                return new Listing(found, name(files.get(i - 1)));
            }
            listed(files.get(i))
                    .filter(one -> one.key().key().startsWith(ask.prefix()))
                    .ifPresent(found::add);
        }
        return new Listing(found, null);
    }

    List<Listed> held(List<CacheKey> keys) throws IOException {
        List<Listed> held = new ArrayList<>();
        for (CacheKey key : keys) {
            listed(Places.file(base, Places.hash(key.key())))
                    .filter(one -> one.key().equals(key))
                    .ifPresent(held::add);
        }
        return held;
    }

    private Optional<Listed> listed(Path file) throws IOException {
        byte[] first = Disk.read(file, Outline.PREFIX_BYTES);
        if (first == null) {
            return Optional.empty();
        }
        long bytes = Files.exists(file) ? Files.size(file) : first.length;
        return Outline.of(first)
                .filter(outline -> !outline.deleted()
                        && there.test(name(file), outline.head().asOf()))
                .map(outline -> new Listed(CacheKey.of(outline.cache(), outline.key()), outline.head(), bytes));
    }

    /** The first files whose names come after. */
    private List<Path> after(String last, int most) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path outer : sorted(base, low(last, 0, 2))) {
            boolean first = !last.isEmpty() && name(outer).equals(low(last, 0, 2));
            for (Path inner : sorted(outer, first ? low(last, 2, 4) : "")) {
                boolean here = first && name(inner).equals(low(last, 2, 4));
                for (Path file : sorted(inner, here ? last : "")) {
                    if (files.size() < most && !name(file).equals(last)) {
                        files.add(file);
                    }
                }
                if (files.size() >= most) {
                    return files;
                }
            }
        }
        return files;
    }

    private static String low(String after, int from, int to) {
        return after.isEmpty() ? "" : after.substring(from, to);
    }

    /** What is in a directory from that name on. */
    private static List<Path> sorted(Path directory, String from) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> name(path).compareTo(from) >= 0).sorted().toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
