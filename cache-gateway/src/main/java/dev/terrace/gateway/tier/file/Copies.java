package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Layout;
import dev.terrace.gateway.codec.Stamp;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.StoredForm.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one cache in files. Check and rename of a fill stand under the key's stripe, which a removal takes as well. Every call blocks.
 *
 * <p>Files of an earlier process are there but absent until {@link #proven} (see {@link dev.terrace.gateway.cache.LocalTier}).
 */
final class Copies {
    private final Places places;
    private final Stripes stripes;
    private final Index index;
    private final Removals removals = new Removals();
    private final Set<Path> unsynced = ConcurrentHashMap.newKeySet();
    private volatile Position generation = Position.NONE;
    private volatile @Nullable Position floor;
    private volatile boolean proven;
    private volatile boolean scanned;

    Copies(Places places, Stripes stripes, Index index) {
        this.places = places;
        this.stripes = stripes;
        this.index = index;
    }

    Index index() {
        return index;
    }

    Position generation() {
        return generation;
    }

    /** Adopts what an earlier process left: the newest generation; older ones go. */
    void open() throws IOException {
        Disk.deleteTree(places.temporary());
        for (Position there : places.generations()) {
            if (generation.before(there)) {
                generation = there;
            }
        }
        deleteOldGenerations();
    }

    /** From now on the index is all there is. */
    void scanned() {
        scanned = true;
        evict();
    }

    /** A file that an earlier process left. */
    void found(Position of, String hash, Position asOf, long length) {
        if (of.equals(generation) && index.get(hash) == null) {
            index.put(hash, asOf, length, true);
        }
    }

    @Nullable
    Entry find(CacheKey key, StoredForm form) throws IOException {
        String hash = Places.hash(key.key());
        Index.Slot slot = index.get(hash);
        boolean ofBefore = slot == null || slot.ofBefore();
        if ((slot == null && scanned) || (ofBefore && !proven)) {
            return null;
        }
        Path file = Places.file(places.generation(generation), hash);
        byte[] bytes = Disk.read(file);
        if (bytes == null) {
            index.remove(hash);
            return null;
        }
        return switch (form.read(key, bytes)) {
            case Read.Live live -> removals.covers(hash, live.entry().asOf()) ? null : live.entry();
            case Read.Nothing nothing -> drop(file, hash, bytes);
            case Read.Locked locked -> null;
            case Read.Broken broken -> drop(file, hash, bytes);
        };
    }

    /** What may be found. */
    FileListing listing() {
        return new FileListing(places.generation(generation), (hash, asOf) -> {
            boolean there = proven ? index.has(hash) || !scanned : ofThisProcess(index.get(hash));
            return there && !removals.covers(hash, asOf);
        });
    }

    private static boolean ofThisProcess(Index.@Nullable Slot slot) {
        return slot != null && !slot.ofBefore();
    }

    Stored store(CacheKey key, Entry entry, byte[] bytes, Position ticket) throws IOException {
        String hash = Places.hash(key.key());
        try (Stripes.Held held = stripes.take(hash)) {
            Path file = Places.file(places.generation(generation), hash);
            if (!ticket.equals(generation) || late(hash, entry.asOf()) || newerThere(hash, file, entry.asOf())) {
                return Stored.REFUSED;
            }
            Disk.write(places.temporary(), file, bytes, false);
            index.put(hash, entry.asOf(), bytes.length, false);
        }
        evict();
        return Stored.STORED;
    }

    void remove(CacheKey key, Position mark) throws IOException {
        String hash = Places.hash(key.key());
        try (Stripes.Held held = stripes.take(hash)) {
            removals.add(hash, mark);
            Path file = Places.file(places.generation(generation), hash);
            Position there = position(hash, file);
            if (there != null && there.before(mark)) {
                delete(file, hash);
            }
        }
    }

    synchronized void raiseFloor(Position to) {
        Position known = floor;
        if (known == null || known.before(to)) {
            floor = to;
        }
    }

    void renew(Position to) throws IOException {
        try (Stripes.Held all = stripes.takeAll()) {
            if (!generation.before(to)) {
                return;
            }
            Path fresh = places.generation(to);
            Files.createDirectories(fresh);
            Disk.sync(fresh.resolve(".."));
            generation = to;
            index.clear();
            proven = true;
        }
    }

    /** Deletes the directories of generations that were left. */
    void deleteOldGenerations() throws IOException {
        for (Position there : places.generations()) {
            if (there.before(generation)) {
                Disk.deleteTree(places.generation(there));
            }
        }
    }

    Position applied() throws IOException {
        byte[] bytes = Disk.read(places.applied());
        return bytes == null || bytes.length != Layout.ORDER_BYTES ? Position.NONE : Stamp.position(bytes, 0);
    }

    /** The directories of what was deleted are synced first: the position is never ahead of the deletes. */
    synchronized void applied(Position upTo) throws IOException {
        for (Path directory : Set.copyOf(unsynced)) {
            unsynced.remove(directory);
            Disk.sync(directory);
        }
        if (applied().before(upTo)) {
            Disk.write(places.temporary(), places.applied(), Stamp.order(upTo), true);
        }
        proven = true;
    }

    private boolean late(String hash, Position asOf) {
        Position lowest = floor;
        return lowest == null || asOf.before(lowest) || asOf.before(generation) || removals.covers(hash, asOf);
    }

    private boolean newerThere(String hash, Path file, Position asOf) throws IOException {
        Position there = position(hash, file);
        return there != null && asOf.before(there);
    }

    /** Of what lies there, null when nothing does. The file is asked only while the index is not whole. */
    private @Nullable Position position(String hash, Path file) throws IOException {
        Index.Slot slot = index.get(hash);
        if (slot != null || scanned) {
            return slot == null ? null : slot.asOf();
        }
        byte[] head = Disk.read(file, Layout.STAMP + Layout.ORDER_BYTES);
        return head == null || head.length < Layout.STAMP + Layout.ORDER_BYTES
                ? null
                : Stamp.position(head, Layout.STAMP);
    }

    private @Nullable Entry drop(Path file, String hash, byte[] bytes) throws IOException {
        try (Stripes.Held held = stripes.take(hash)) {
            byte[] now = Disk.read(file, Layout.IDENTITY_BYTES);
            if (now != null
                    && java.util.Arrays.equals(now, 0, now.length, bytes, 0, Math.min(now.length, bytes.length))) {
                delete(file, hash);
            }
        }
        return null;
    }

    private void evict() {
        for (String hash : index.evict()) {
            try (Stripes.Held held = stripes.take(hash)) {
                if (index.get(hash) == null) {
                    Files.deleteIfExists(Places.file(places.generation(generation), hash));
                }
            } catch (IOException e) {
                // It lies there unindexed until the generation goes or the next start indexes it again.
                continue;
            }
        }
    }

    private void delete(Path file, String hash) throws IOException {
        Files.deleteIfExists(file);
        Path parent = file.getParent();
        if (parent != null) {
            unsynced.add(parent);
        }
        index.remove(hash);
    }
}
