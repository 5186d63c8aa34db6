package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.tier.StoredForm;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.List;

/**
 * Entries of one cache in files of this node. Fills in flight end with the process, so the floor and the newest removals are kept in memory;
 * generation, entries and records lie on disk. Opened again by the same process it goes on with what is there; after a restart its copies are
 * absent until the marks of the time between have been applied ({@link LocalTier}), its records are there at once.
 */
final class FileTier implements RecordTier, LocalTier {
    private final CacheSpec spec;
    private final FileTiers files;
    private final StoredForm form;

    FileTier(CacheSpec spec, FileTiers files, StoredForm form) {
        this.spec = spec;
        this.files = files;
        this.form = form;
    }

    @Override
    public TierName name() {
        return TierName.FILE_SYSTEM;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(FileTiers.MAX_VALUE_BYTES, false, true, true, false);
    }

    @Override
    public Uni<Lookup> find(CacheKey key) {
        return run(directory -> lookup(directory, key));
    }

    @Override
    public Uni<List<Lookup>> findAll(List<CacheKey> keys) {
        return Each.of(keys, files.threads() * 4, this::find);
    }

    @Override
    public Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket) {
        return run(directory -> {
            byte[] bytes = form.encode(key, entry);
            if (bytes == null || bytes.length > spec.maxBytes()) {
                return Stored.TOO_LARGE;
            }
            return ticket instanceof FileTicket held
                    ? directory.copies().store(key, entry, bytes, held.generation())
                    : Stored.REFUSED;
        });
    }

    @Override
    public Uni<Ticket> ticket(CacheKey key) {
        return run(directory -> new FileTicket(directory.copies().generation()));
    }

    @Override
    public Uni<Void> remove(CacheKey key, Position mark) {
        return run(directory -> {
                    directory.copies().remove(key, mark);
                    return mark;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> raiseFloor(Position floor) {
        return run(directory -> {
                    directory.copies().index().bound(spec.maxBytes());
                    directory.copies().raiseFloor(floor);
                    return floor;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> renew(Position generation) {
        return run(directory -> {
                    directory.copies().renew(generation);
                    return generation;
                })
                .invoke(done -> run(directory -> {
                            directory.copies().deleteOldGenerations();
                            return done;
                        })
                        .subscribe()
                        .with(gone -> {}, e -> {}))
                .replaceWithVoid();
    }

    @Override
    public Uni<Position> applied() {
        return run(directory -> directory.copies().applied());
    }

    @Override
    public Uni<Void> applied(Position upTo) {
        return run(directory -> {
                    directory.copies().applied(upTo);
                    return upTo;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Outcome> write(CacheKey key, Entry entry, Condition condition) {
        return run(directory -> {
            byte[] bytes = form.encode(key, entry);
            if (bytes == null) {
                return Outcome.TOO_LARGE;
            }
            return directory.records().write(key, entry, bytes, form.labelled(key, condition), form.now());
        });
    }

    @Override
    public Uni<Outcome> delete(CacheKey key, Condition condition, Position position) {
        return run(directory -> directory.records().delete(key, form.labelled(key, condition), position, form));
    }

    @Override
    public Uni<Long> deleteAll(Selector selector, Position position) {
        return run(directory -> directory.records().deleteAll(selector, position, form));
    }

    @Override
    public Uni<Long> count(Selector selector) {
        return Uni.createFrom().item(-1L);
    }

    @Override
    public Blobs blobs() {
        return files.blobs(spec);
    }

    @Override
    public WriteResult.Ack ack() {
        return WriteResult.Ack.FSYNC;
    }

    @Override
    public TierState state() {
        Directory directory = files.opened(spec);
        int calls = files.inFlight();
        int in = Math.min(calls, files.threads());
        int waiting = calls - in;
        if (directory == null) {
            return new TierState(
                    TierName.FILE_SYSTEM, -1, -1, spec.maxBytes(), -1, 0, "closed", in, waiting, files.threads());
        }
        Index.Totals now = directory.copies().index().totals();
        return new TierState(
                TierName.FILE_SYSTEM,
                now.entries(),
                now.bytes(),
                now.maxBytes(),
                0,
                now.evictions(),
                "closed",
                in,
                waiting,
                files.threads());
    }

    @Override
    public Browsable browsable() {
        return new Browsable() {
            @Override
            public Uni<Listing> browse(Ask ask) {
                return run(directory -> listing(directory, ask.records()).page(ask));
            }

            @Override
            public Uni<List<Listed>> held(boolean records, List<CacheKey> keys) {
                return run(directory -> listing(directory, records).held(keys));
            }
        };
    }

    private static FileListing listing(Directory directory, boolean records) {
        return records ? directory.records().listing() : directory.copies().listing();
    }

    @Override
    public Uni<String> probe() {
        return run(directory ->
                "files, generation " + directory.copies().generation().token());
    }

    @Override
    public void close() {
        // The directory belongs to the process and stays open for the next tier of this cache.
    }

    private Lookup lookup(Directory directory, CacheKey key) throws IOException {
        Ticket ticket = new FileTicket(directory.copies().generation());
        Entry record = spec.origin() == null ? directory.records().find(key, form) : null;
        Entry entry = record == null ? directory.copies().find(key, form) : record;
        return entry == null ? new Lookup.Absent(ticket) : new Lookup.Found(entry);
    }

    private <T> Uni<T> run(Work<T> work) {
        return files.run(() -> work.in(files.directory(spec)));
    }

    /** Something done in the cache's directory; blocks. */
    @FunctionalInterface
    private interface Work<T> {
        T in(Directory directory) throws IOException;
    }
}
