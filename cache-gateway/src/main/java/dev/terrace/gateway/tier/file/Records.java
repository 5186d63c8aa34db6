package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier.Outcome;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.codec.Label;
import dev.terrace.gateway.codec.Layout;
import dev.terrace.gateway.tier.Coverage;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.StoredForm.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records of one cache in files, durable with their names when a call returns. A delete leaves a mark in the file's place for ten minutes, which
 * refuses older writes. Never evicted. Every call blocks.
 */
final class Records {
    private static final long MARK_MS = 600_000;
    private static final int LABEL_BYTES = 4096;

    private final Places places;
    private final Stripes stripes;

    Records(Places places, Stripes stripes) {
        this.places = places;
        this.stripes = stripes;
    }

    @Nullable
    Entry find(CacheKey key, StoredForm form) throws IOException {
        byte[] bytes = Disk.read(file(key.key()));
        // A damaged record stays where it is: it is the only one, and a person may still save it.
        return bytes != null && form.readRecord(key, bytes) instanceof Read.Live live ? live.entry() : null;
    }

    /** The blob that the record of this hash of a key names. */
    static Optional<UUID> blob(Places places, String hash) throws IOException {
        Path file = Places.file(places.records(), hash);
        byte[] head = Disk.read(file, LABEL_BYTES);
        if (head == null) {
            return Optional.empty();
        }
        Optional<UUID> blob = EntryCodec.blob(head);
        if (blob.isPresent() || head.length < LABEL_BYTES) {
            return blob;
        }
        byte[] longer = Disk.read(file, Layout.MAX_HEAD_BYTES + LABEL_BYTES);
        return longer == null ? Optional.empty() : EntryCodec.blob(longer);
    }

    FileListing listing() {
        return new FileListing(places.records(), (hash, asOf) -> true);
    }

    Outcome write(CacheKey key, Entry entry, byte[] bytes, Condition condition, long now) throws IOException {
        Path file = file(key.key());
        try (Stripes.Held held = stripes.take(Places.hash(key.key()))) {
            Label there = label(file).orElse(null);
            Outcome refused = refused(there, condition, entry.asOf(), now);
            if (refused == null) {
                Disk.write(places.temporary(), file, bytes, true);
                return live(there, now) ? Outcome.REPLACED : Outcome.CREATED;
            }
            return refused;
        }
    }

    Outcome delete(CacheKey key, Condition condition, Position position, StoredForm form) throws IOException {
        Path file = file(key.key());
        try (Stripes.Held held = stripes.take(Places.hash(key.key()))) {
            Outcome refused = refused(label(file).orElse(null), condition, position, form.now());
            if (refused == null) {
                Disk.write(places.temporary(), file, form.deletion(key, position, MARK_MS), true);
                return Outcome.GONE;
            }
            return refused;
        }
    }

    long deleteAll(Selector selector, Position position, StoredForm form) throws IOException {
        Coverage coverage = new Coverage(selector);
        long count = 0;
        if (!coverage.needsScan()) {
            for (String key : selector.keys()) {
                count += bury(file(key), coverage, position, form);
            }
            return count;
        }
        try (Stream<Path> files = all()) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                count += bury(each.next(), coverage, position, form);
            }
        }
        return count;
    }

    /** Deletes marks and records whose time is over. */
    void sweep(long now) throws IOException {
        try (Stream<Path> files = all()) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                Path file = each.next();
                try (Stripes.Held held = stripes.take(String.valueOf(file.getFileName()))) {
                    if (label(file)
                            .filter(label -> label.expiresMs() <= now && label.deleted())
                            .isPresent()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    /** Null when it may be done. A condition that holds only because of a later write cannot count as done before it. */
    private static @Nullable Outcome refused(@Nullable Label there, Condition condition, Position position, long now) {
        boolean live = live(there, now);
        boolean holds =
                switch (condition) {
                    case Condition.Always always -> true;
                    case Condition.IfExists exists -> live;
                    case Condition.IfAbsent absent -> !live;
                    case Condition.IfMatch match ->
                        live && there != null && match.etags().contains(there.etag());
                };
        if (!holds) {
            return Outcome.CONDITION_FAILED;
        }
        if (there == null || !position.before(there.asOf())) {
            return null;
        }
        return condition instanceof Condition.Always ? Outcome.SUPERSEDED : Outcome.OVERTAKEN;
    }

    private static boolean live(@Nullable Label there, long now) {
        return there != null && !there.deleted() && there.expiresMs() > now;
    }

    private long bury(Path file, Coverage coverage, Position position, StoredForm form) throws IOException {
        try (Stripes.Held held = stripes.take(String.valueOf(file.getFileName()))) {
            Label there = label(file).orElse(null);
            if (!live(there, form.now()) || there == null) {
                return 0;
            }
            if (!there.asOf().before(position) || !coverage.covers(there.key(), there.tags())) {
                return 0;
            }
            CacheKey key = CacheKey.of(there.cache(), there.key());
            Disk.write(places.temporary(), file, form.deletion(key, position, MARK_MS), true);
            return 1;
        }
    }

    private static Optional<Label> label(Path file) throws IOException {
        byte[] head = Disk.read(file, LABEL_BYTES);
        if (head == null) {
            return Optional.empty();
        }
        Optional<Label> label = EntryCodec.label(head);
        if (label.isPresent() || head.length < LABEL_BYTES) {
            return label;
        }
        byte[] longer = Disk.read(file, Layout.MAX_HEAD_BYTES);
        return longer == null ? Optional.empty() : EntryCodec.label(longer);
    }

    private Stream<Path> all() throws IOException {
        return Files.isDirectory(places.records())
                ? Files.walk(places.records(), 3).filter(Files::isRegularFile)
                : Stream.empty();
    }

    private Path file(String key) {
        return Places.file(places.records(), Places.hash(key));
    }
}
