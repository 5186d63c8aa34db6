package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.codec.Stamp;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.StoredForm.Read;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one cache as rows. A fill holds a shared advisory lock while it checks the floor and writes; raising the floor takes it
 * exclusively, so when it has returned no older fill is between its check and its row. Floor and generation are rows themselves and survive
 * a restart. A database restored from a backup is not told from the one before: renew the caches then.
 *
 * <p>A removal leaves its mark in the row for two minutes, which refuses older fills in flight; for later ones there is the floor.
 */
final class DatabaseTier implements RecordTier {
    private static final long MARK_MS = 120_000;
    private static final String ENTRIES = """
            SELECT t.born, t.generation, e.key, e.body FROM gateway.tier t LEFT JOIN gateway.entry e
              ON e.cache = t.cache AND e.key = ANY ($2) AND e.generation = t.generation AND e.stale_until > $3 AND e.body IS NOT NULL
            WHERE t.cache = $1""";
    private static final String RECORDS_AND_ENTRIES = ENTRIES + """

            UNION ALL SELECT NULL, NULL, r.key, r.body FROM gateway.record r
            WHERE r.cache = $1 AND r.key = ANY ($2) AND r.stale_until > $3 AND r.body IS NOT NULL""";
    private static final String HEAD = "SELECT born, generation FROM gateway.tier WHERE cache = $1";
    private static final String PURGE =
            "DELETE FROM gateway.entry e USING unnest($2::bytea[], $3::bytea[]) AS m (key, mark)"
                    + " WHERE e.cache = $1 AND e.key = m.key AND e.as_of < m.mark";
    private static final String DROP = "DELETE FROM gateway.entry WHERE cache = $1 AND key = $2 AND body = $3";

    private final CacheSpec spec;
    private final Database database;
    private final StoredForm form;
    private final Sweep sweep;
    private final Budget budget;
    private final DatabaseRecords records;
    private final Blobs blobs;

    DatabaseTier(CacheSpec spec, Database database, StoredForm form, Sweep sweep, Blobs blobs) {
        this.blobs = blobs;
        this.spec = spec;
        this.database = database;
        this.form = form;
        this.sweep = sweep;
        this.budget = new Budget(
                database,
                spec.name(),
                spec.maxBytes(),
                CacheKey.of(spec.name(), "").hash());
        this.records = new DatabaseRecords(database, spec.name(), form);
    }

    @Override
    public TierName name() {
        return TierName.DATABASE;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(DatabaseTiers.MAX_VALUE_BYTES, true, true, true, true);
    }

    @Override
    public Uni<Lookup> find(CacheKey key) {
        return findAll(List.of(key)).map(List::getFirst);
    }

    @Override
    public Uni<List<Lookup>> findAll(List<CacheKey> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Buffer[] names = wanted.stream().map(key -> Database.bytes(key.key())).toArray(Buffer[]::new);
        String sql = spec.origin() == null ? RECORDS_AND_ENTRIES : ENTRIES;
        return database.run(sql, Tuple.of(spec.name(), names, form.now())).map(rows -> answers(wanted, names, rows));
    }

    @Override
    public Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket) {
        byte[] bytes = form.encode(key, entry);
        if (bytes == null) {
            return Uni.createFrom().item(Stored.TOO_LARGE);
        }
        if (!(ticket instanceof DatabaseTicket held)) {
            return Uni.createFrom().item(Stored.REFUSED);
        }
        Tuple arguments = Tuple.of(spec.name(), Database.bytes(key.key()), key.hash(), held.born(), held.generation())
                .addBuffer(order(entry.asOf()))
                .addLong(entry.staleUntilMs())
                .addBuffer(Buffer.buffer(bytes));
        return database.run("SELECT gateway.tier_fill($1, $2, $3, $4, $5, $6, $7, $8)", arguments)
                .map(rows -> rows.iterator().next().getInteger(0) == 1 ? Stored.STORED : Stored.REFUSED)
                .invoke(stored -> budget.stored(bytes.length));
    }

    @Override
    public Uni<Ticket> ticket(CacheKey key) {
        return database.run(HEAD, Tuple.of(spec.name())).map(rows -> {
            for (Row row : rows) {
                return new DatabaseTicket(row.getLong(0), row.getBuffer(1));
            }
            return Ticket.NONE;
        });
    }

    @Override
    public Uni<Void> remove(CacheKey key, Position mark) {
        Tuple arguments =
                Tuple.of(spec.name(), Database.bytes(key.key()), key.hash(), order(mark), form.now() + MARK_MS);
        return database.run("SELECT gateway.tier_remove($1, $2, $3, $4, $5)", arguments)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> purge(Map<CacheKey, Position> marks) {
        Buffer[] keys = new Buffer[marks.size()];
        Buffer[] stamps = new Buffer[marks.size()];
        int at = 0;
        for (Map.Entry<CacheKey, Position> mark : marks.entrySet()) {
            keys[at] = Database.bytes(mark.getKey().key());
            stamps[at++] = order(mark.getValue());
        }
        return database.run(PURGE, Tuple.of(spec.name(), keys, stamps)).replaceWithVoid();
    }

    @Override
    public Uni<Void> raiseFloor(Position floor) {
        return raise(Position.NONE, order(floor));
    }

    @Override
    public Uni<Void> renew(Position generation) {
        return raise(generation, null).invoke(() -> sweep.left(spec.name()));
    }

    @Override
    public Uni<Outcome> write(CacheKey key, Entry entry, Condition condition) {
        return records.write(key, entry, condition);
    }

    @Override
    public Uni<Outcome> delete(CacheKey key, Condition condition, Position position) {
        return records.delete(key, condition, position);
    }

    @Override
    public boolean counts() {
        return true;
    }

    @Override
    public Uni<Swapped> swap(CacheKey key, @Nullable Entry seen, Entry next, Increment increment, long count) {
        return records.swap(key, seen, next, increment, count);
    }

    @Override
    public Uni<Swapped> remembered(CacheKey key, Increment increment) {
        return records.remembered(key, increment);
    }

    @Override
    public Uni<Long> deleteAll(Selector selector, Position position) {
        return records.deleteAll(selector, position);
    }

    @Override
    public Uni<Long> count(Selector selector) {
        return records.count(selector);
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    @Override
    public WriteResult.Ack ack() {
        return WriteResult.Ack.FSYNC;
    }

    @Override
    public TierState state() {
        int calls = database.inFlight();
        int in = Math.min(calls, database.connections());
        return new TierState(
                TierName.DATABASE,
                budget.entries(),
                budget.bytes(),
                budget.maxBytes(),
                -1,
                budget.evictions(),
                "closed",
                in,
                calls - in,
                database.connections());
    }

    @Override
    public Browsable browsable() {
        return new DatabaseListing(database, spec.name(), form);
    }

    @Override
    public Uni<String> probe() {
        return database.run("SHOW server_version", Tuple.tuple())
                .map(rows -> "postgresql " + rows.iterator().next().getString(0));
    }

    @Override
    public void close() {
        // The connections are shared by all caches and belong to the factory's owner.
    }

    private Uni<Void> raise(Position generation, @Nullable Buffer floor) {
        return database.run("SELECT gateway.tier_raise($1, $2, $3)", Tuple.of(spec.name(), order(generation), floor))
                .replaceWithVoid();
    }

    /** Rows come in any order and carry the ticket; a record stands before a copy. */
    private List<Lookup> answers(List<CacheKey> wanted, Buffer[] names, RowSet<Row> rows) {
        Ticket ticket = Ticket.NONE;
        Map<Buffer, Body> bodies = new HashMap<>();
        for (Row row : rows) {
            Long born = row.getLong(0);
            if (born != null) {
                ticket = new DatabaseTicket(born, row.getBuffer(1));
            }
            Buffer name = row.getBuffer(2);
            if (name != null) {
                Body one = new Body(row.getBuffer(3), born == null);
                bodies.merge(name, one, (there, next) -> next.record() ? next : there);
            }
        }
        List<Lookup> all = new ArrayList<>(wanted.size());
        for (int i = 0; i < names.length; i++) {
            Entry entry = live(wanted.get(i), names[i], bodies.get(names[i]));
            all.add(entry == null ? new Lookup.Absent(ticket) : new Lookup.Found(entry));
        }
        return all;
    }

    /** What a row holds: a record, or a copy. */
    private record Body(Buffer bytes, boolean record) {}

    private @Nullable Entry live(CacheKey key, Buffer name, @Nullable Body body) {
        if (body == null) {
            return null;
        }
        byte[] bytes = body.bytes().getBytes();
        return switch (body.record() ? form.readRecord(key, bytes) : form.read(key, bytes)) {
            case Read.Live live -> live.entry();
            case Read.Nothing nothing -> null;
            case Read.Locked locked -> null;
            case Read.Broken broken -> {
                database.run(DROP, Tuple.of(spec.name(), name, body.bytes()))
                        .subscribe()
                        .with(done -> {}, e -> {});
                yield null;
            }
        };
    }

    static Buffer order(Position position) {
        return Buffer.buffer(Stamp.order(position));
    }
}
