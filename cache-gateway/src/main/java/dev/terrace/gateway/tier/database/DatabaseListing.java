package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.codec.Outline;
import dev.terrace.gateway.tier.StoredForm;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists one cache's rows in the order of their keys' bytes. A page is so many rows, whatever is in them: those that are expired or marks are
 * left out of it, not read past.
 */
record DatabaseListing(Database database, String cache, StoredForm form) implements Browsable {
    private static final String HEADS = "SELECT e.key, substring(e.body FROM 1 FOR " + Outline.PREFIX_BYTES
            + "), octet_length(e.body), e.stale_until ";
    private static final String COPIES =
            "FROM gateway.entry e JOIN gateway.tier t ON t.cache = e.cache AND t.generation = e.generation ";
    private static final String RECORDS = "FROM gateway.record e ";
    private static final String PAGE =
            "WHERE e.cache = $1 AND e.key > $2 AND e.key >= $3 AND ($4::bytea IS NULL OR e.key < $4) ORDER BY e.key LIMIT $5";
    private static final String HELD = "WHERE e.cache = $1 AND e.key = ANY ($2)";

    @Override
    public Uni<Listing> browse(Ask ask) {
        byte[] prefix = ask.prefix().getBytes(StandardCharsets.UTF_8);
        byte[] end = end(prefix);
        Tuple arguments = Tuple.of(cache, Database.bytes(ask.cursor()), Buffer.buffer(prefix))
                .addBuffer(end == null ? null : Buffer.buffer(end))
                .addInteger(ask.limit());
        return database.run(HEADS + (ask.records() ? RECORDS : COPIES) + PAGE, arguments)
                .map(rows -> new Listing(listed(rows), rows.size() < ask.limit() ? null : last(rows)));
    }

    @Override
    public Uni<List<Listed>> held(boolean records, List<CacheKey> keys) {
        Buffer[] names = keys.stream().map(key -> Database.bytes(key.key())).toArray(Buffer[]::new);
        return database.run(
                        HEADS + (records ? RECORDS : COPIES) + HELD,
                        Tuple.of(cache).addArrayOfBuffer(names))
                .map(this::listed);
    }

    private List<Listed> listed(RowSet<Row> rows) {
        List<Listed> all = new ArrayList<>();
        for (Row row : rows) {
            Buffer first = row.getBuffer(1);
            if (first != null && row.getLong(3) > form.now()) {
                int bytes = row.getInteger(2);
                Outline.of(first.getBytes())
                        .filter(outline -> !outline.deleted())
                        .ifPresent(outline ->
                                all.add(new Listed(CacheKey.of(cache, outline.key()), outline.head(), bytes)));
            }
        }
        return all;
    }

    private static String last(RowSet<Row> rows) {
        String last = "";
        for (Row row : rows) {
            last = row.getBuffer(0).toString(StandardCharsets.UTF_8);
        }
        return last;
    }

    /** The lowest bytes that come after everything with the prefix; null when nothing does. UTF-8 has no byte 0xff. */
    static byte @Nullable [] end(byte[] prefix) {
        if (prefix.length == 0) {
            return null;
        }
        byte[] end = Arrays.copyOf(prefix, prefix.length);
        end[end.length - 1]++;
        return end;
    }
}
