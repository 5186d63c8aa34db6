package dev.terrace.gateway.values;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Data keys and dictionaries in PostgreSQL (V13). Failures are failed Unis. */
final class ValueStore {
    private static final String KEYS = "SELECT cache, version, kek, wrapped, made_at, wrapped_at, since"
            + " FROM gateway.data_key WHERE changed > $1 ORDER BY changed";
    private static final String DICTIONARIES = "SELECT id, cache, bytes, key_version, ratio, since"
            + " FROM gateway.dictionary WHERE changed > $1 ORDER BY id";
    private static final String ADD_KEY = "INSERT INTO gateway.data_key (cache, version, kek, wrapped)"
            + " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    private static final String REWRAP = "UPDATE gateway.data_key SET kek = $3, wrapped = $4, wrapped_at = now()"
            + " WHERE cache = $1 AND version = $2 AND kek = $5";
    private static final String ADD_DICTIONARY = "SELECT gateway.dictionary_add($1, $2, $3, $4, $5, $6)";
    private static final String OLD_DICTIONARIES =
            "DELETE FROM gateway.dictionary WHERE superseded_at < now() - interval '8 days'";
    private static final String OLD_READERS = "DELETE FROM gateway.value_reader WHERE at < now() - interval '1 day'";

    private final Pool pool;

    ValueStore(Pool pool) {
        this.pool = pool;
    }

    /** The present stamp, and the one up to which all nodes are. */
    record Stamps(long stamp, long agreed) {}

    /** A data key wrapped anew: {@code from} is the key-encryption key that it leaves. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Rewrapped(KeyRow row, String kek, byte[] wrapped) {}

    Uni<Stamps> poll(String node, long seen) {
        return pool.preparedQuery("SELECT stamp, agreed FROM gateway.values_poll($1, $2)")
                .execute(Tuple.of(node, seen))
                .map(rows -> rows.iterator().next())
                .map(row -> new Stamps(row.getLong(0), row.getLong(1)));
    }

    /** A node that ends: nobody waits for it. */
    Uni<Void> leave(String node) {
        return pool.preparedQuery("DELETE FROM gateway.value_reader WHERE node = $1")
                .execute(Tuple.of(node))
                .replaceWithVoid();
    }

    Uni<byte[]> salt() {
        return pool.query("SELECT salt FROM gateway.value_stamp")
                .execute()
                .map(rows -> bytes(rows.iterator().next().getBuffer(0)));
    }

    Uni<List<KeyRow>> keys(long after) {
        return pool.preparedQuery(KEYS)
                .execute(Tuple.of(after))
                .map(rows -> all(
                        rows,
                        r -> new KeyRow(
                                r.getString(0),
                                r.getInteger(1),
                                r.getString(2),
                                bytes(r.getBuffer(3)),
                                r.getOffsetDateTime(4).toInstant(),
                                r.getOffsetDateTime(5).toInstant(),
                                r.getLong(6))));
    }

    Uni<List<DictionaryRow>> dictionaries(long after) {
        return pool.preparedQuery(DICTIONARIES)
                .execute(Tuple.of(after))
                .map(rows -> all(rows, r -> {
                    Buffer bytes = r.getBuffer(2);
                    return new DictionaryRow(
                            r.getLong(0),
                            r.getString(1),
                            bytes == null ? null : bytes(bytes),
                            r.getInteger(3),
                            r.getDouble(4),
                            r.getLong(5));
                }));
    }

    /** Ids of all dictionaries that are kept. */
    Uni<Set<Long>> dictionaryIds() {
        return pool.query("SELECT id FROM gateway.dictionary")
                .execute()
                .map(rows -> new HashSet<>(all(rows, r -> r.getLong(0))));
    }

    /** False when there is one of that version already. */
    Uni<Boolean> add(String cache, int version, Kek kek, byte[] key) {
        Object wrapped = parameter(kek.wrap(cache, version, key));
        return pool.preparedQuery(ADD_KEY)
                .execute(Tuple.of(cache, version, kek.id(), wrapped))
                .map(rows -> rows.rowCount() == 1);
    }

    /** How many were still as they had been read. One round trip. */
    Uni<Integer> rewrap(List<Rewrapped> all) {
        if (all.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Tuple> batch = all.stream()
                .map(r -> Tuple.of(r.row().cache(), r.row().version(), r.kek(), parameter(r.wrapped()))
                        .addString(r.row().kek()))
                .toList();
        return pool.preparedQuery(REWRAP).executeBatch(batch).map(ValueStore::changed);
    }

    Uni<Long> nextDictionaryId() {
        return pool.query("SELECT nextval('gateway.dictionary_id')")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** False when the cache has a newer one than {@code known}. */
    Uni<Boolean> add(DictionaryRow row, long known) {
        byte[] bytes = row.bytes();
        Tuple arguments = Tuple.of(row.id(), row.cache(), known)
                .addValue(bytes == null ? null : parameter(bytes))
                .addInteger(row.keyVersion())
                .addDouble(row.ratio());
        return pool.preparedQuery(ADD_DICTIONARY)
                .execute(arguments)
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Deletes what nothing can name any more. */
    Uni<Void> sweep() {
        return pool.query(OLD_DICTIONARIES)
                .execute()
                .chain(() -> pool.query(OLD_READERS).execute())
                .replaceWithVoid();
    }

    private static int changed(@Nullable RowSet<Row> rows) {
        int count = 0;
        for (RowSet<Row> each = rows; each != null; each = each.next()) {
            count += each.rowCount();
        }
        return count;
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return all;
    }

    /** As the client itself takes it: its Mutiny face does not look into tuples. */
    private static Object parameter(byte[] bytes) {
        return io.vertx.core.buffer.Buffer.buffer(bytes);
    }

    private static byte[] bytes(Buffer buffer) {
        return buffer.getBytes();
    }
}
