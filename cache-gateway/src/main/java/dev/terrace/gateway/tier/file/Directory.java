package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.codec.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** One cache's directory, opened once a process. Every call blocks. */
final class Directory {
    private static final int MAX_FILES = 1_000_000;
    private static final int LABEL_BYTES = 2048;

    private final Places places;
    private final Copies copies;
    private final Records records;
    private final BlobFiles blobs;

    Directory(Places places, long maxBytes, BlobFiles blobs) {
        Stripes stripes = new Stripes();
        this.places = places;
        this.copies = new Copies(places, stripes, new Index(MAX_FILES, maxBytes));
        this.records = new Records(places, stripes);
        this.blobs = blobs;
    }

    Copies copies() {
        return copies;
    }

    Records records() {
        return records;
    }

    BlobFiles blobs() {
        return blobs;
    }

    /** Indexes what an earlier process left: each file's header is read once. Reads and fills go on meanwhile. */
    void scan(long now) throws IOException {
        Position generation = copies.generation();
        Path base = places.generation(generation);
        if (Files.isDirectory(base)) {
            try (Stream<Path> files = Files.walk(base, 3).filter(Files::isRegularFile)) {
                for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                    index(generation, each.next());
                }
            }
        }
        copies.scanned();
        records.sweep(now);
    }

    private void index(Position generation, Path file) throws IOException {
        byte[] head = Disk.read(file, LABEL_BYTES);
        if (head == null) {
            return;
        }
        Optional<Label> label = EntryCodec.label(head);
        // A header that is longer or damaged is counted as the oldest: the next fill replaces it.
        Position asOf = label.map(Label::asOf).orElse(Position.NONE);
        copies.found(generation, String.valueOf(file.getFileName()), asOf, Files.size(file));
    }
}
