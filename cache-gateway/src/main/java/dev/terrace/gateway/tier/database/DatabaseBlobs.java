package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.BlobTotals;
import dev.terrace.gateway.cache.Blobs;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/** Blobs as rows, for the records of all caches in this database and seen by every gateway. Times are the database's. */
final class DatabaseBlobs implements Blobs {
    private static final int CONDEMNED_AT_ONCE = 100;
    /** A few: each may be thousands of chunks. */
    private static final int DELETED_AT_ONCE = 8;

    private static final int CHUNKS_AT_ONCE = 32;

    private static final String UNNAMED = """
            NOT EXISTS (SELECT 1 FROM gateway.record r
              WHERE r.cache = b.cache AND r.key = b.key AND gateway.blob_of(r.body) = b.id)""";
    private static final String BEGIN = "INSERT INTO gateway.blob (id, cache, key) VALUES ($1, $2, $3)";
    private static final String APPEND = "SELECT gateway.blob_append($1, $2, $3, $4)";
    private static final String SEAL = "UPDATE gateway.blob SET condemned = NULL WHERE id = $1 AND size = $2";
    private static final String READ = "SELECT body, crc FROM gateway.blob_chunk WHERE blob = $1 AND number = $2";
    private static final String FORGET = "DELETE FROM gateway.blob WHERE id = $1";
    private static final String NAMED_NOT = "SELECT 1 FROM gateway.blob b WHERE b.id = $1 AND " + UNNAMED;
    private static final String CONDEMN =
            "UPDATE gateway.blob SET condemned = clock_timestamp() WHERE condemned IS NULL"
                    + " AND id = ANY (ARRAY(SELECT b.id FROM gateway.blob b WHERE b.condemned IS NULL AND " + UNNAMED
                    + " LIMIT $1 FOR UPDATE SKIP LOCKED))";
    private static final String PARDON =
            "UPDATE gateway.blob b SET condemned = NULL WHERE condemned IS NOT NULL AND NOT " + UNNAMED;
    private static final String IS_DUE =
            "b.condemned <= clock_timestamp() - $1 * interval '1 millisecond' AND " + UNNAMED;
    private static final String DUE = "SELECT b.id, b.size FROM gateway.blob b WHERE " + IS_DUE + " LIMIT $2";
    /** From here on it cannot be sealed. */
    private static final String SPOIL = "UPDATE gateway.blob SET size = -1 WHERE id = $1";
    /** What was condemned is looked at again under the row's lock: a writer may have sealed it once more since. */
    private static final String SPOIL_DUE = "UPDATE gateway.blob b SET size = -1 WHERE b.id = $2 AND " + IS_DUE;

    private static final String ERASE = "DELETE FROM gateway.blob_chunk WHERE blob = $1 AND number = ANY (ARRAY("
            + "SELECT number FROM gateway.blob_chunk WHERE blob = $1 LIMIT $2))";
    private static final String HELD = "SELECT count(*), coalesce(sum(size), 0)::bigint FROM gateway.blob";

    private final Database database;
    private final BlobTotals totals;

    DatabaseBlobs(Database database, BlobTotals totals) {
        this.database = database;
        this.totals = totals;
    }

    @Override
    public Uni<Void> begin(Ref ref) {
        return database.run(
                        BEGIN,
                        Tuple.of(
                                ref.id(),
                                ref.key().cache(),
                                Database.bytes(ref.key().key())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> append(Ref ref, int number, byte[] chunk) {
        Buffer body = Buffer.buffer(Unpooled.wrappedBuffer(chunk));
        return database.run(APPEND, Tuple.of(ref.id(), number, body, Blobs.check(ref, number, chunk)))
                .map(rows -> there(ref, Boolean.TRUE.equals(first(rows).getBoolean(0))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> seal(Ref ref, long length) {
        return database.run(SEAL, Tuple.of(ref.id(), length))
                .map(rows -> there(ref, rows.rowCount() == 1))
                .replaceWithVoid();
    }

    @Override
    public Uni<byte[]> read(Ref ref, int number) {
        return database.run(READ, Tuple.of(ref.id(), number)).map(rows -> {
            there(ref, rows.size() == 1);
            byte[] chunk = first(rows).getBuffer(0).getBytes();
            if (first(rows).getInteger(1) != Blobs.check(ref, number, chunk)) {
                throw new DamagedException(ref, number);
            }
            return chunk;
        });
    }

    @Override
    public Uni<Void> discard(Ref ref) {
        return erase(ref.id());
    }

    @Override
    public Uni<Void> release(Ref ref) {
        return database.run(NAMED_NOT, Tuple.of(ref.id()))
                .chain(rows -> rows.size() == 0 ? Uni.createFrom().voidItem() : erase(ref.id()));
    }

    @Override
    public Uni<Swept> sweep(Duration grace) {
        return database.run(PARDON, Tuple.tuple())
                .chain(pardoned -> database.run(CONDEMN, Tuple.of(CONDEMNED_AT_ONCE)))
                .chain(condemned -> database.run(DUE, Tuple.of((double) grace.toMillis(), DELETED_AT_ONCE)))
                .chain(due -> eraseAll(due, grace))
                .call(gone -> database.run(HELD, Tuple.tuple())
                        .invoke(rows ->
                                totals.held(first(rows).getLong(0), first(rows).getLong(1))));
    }

    private Uni<Swept> eraseAll(RowSet<Row> due, Duration grace) {
        Uni<Swept> all = Uni.createFrom().item(new Swept(0, 0));
        for (Row row : due) {
            Swept one = new Swept(1, Math.max(0, row.getLong(1)));
            all = all.chain(so -> eraseDue(row.getUUID(0), grace).map(gone -> gone ? so.plus(one) : so));
        }
        return all;
    }

    private Uni<Boolean> eraseDue(UUID id, Duration grace) {
        return database.run(SPOIL_DUE, Tuple.of((double) grace.toMillis(), id))
                .chain(spoiled -> spoiled.rowCount() == 1
                        ? chunks(id).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> erase(UUID id) {
        return database.run(SPOIL, Tuple.of(id)).chain(spoiled -> chunks(id));
    }

    /** A bounded number of chunks a statement, so that none runs into its time limit however large the blob is. */
    private Uni<Void> chunks(UUID id) {
        return database.run(ERASE, Tuple.of(id, CHUNKS_AT_ONCE))
                .chain(gone -> gone.rowCount() == CHUNKS_AT_ONCE
                        ? chunks(id)
                        : database.run(FORGET, Tuple.of(id)).replaceWithVoid());
    }

    private static boolean there(Ref ref, boolean there) {
        if (!there) {
            throw new GoneException(ref);
        }
        return true;
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }
}
