package dev.terrace.gateway.invalidation;

import dev.terrace.events.Invalidated;
import dev.terrace.gateway.cache.Each;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who invalidated what, when and why: table {@code gateway.invalidation}. It is written behind, many rows at a time: what is acknowledged is the
 * mark in the log, and a commit takes several times as long as that. What this node wrote is seen by what it reads. A node that dies loses the
 * rows of its last milliseconds, and a database that does not answer those of that time, which are logged; never the marks. An id that is there
 * already is left as it is, unless it was for a later time ({@link Schedule}) and is done now.
 */
@Singleton
public class InvalidationHistory {
    /** Keys kept of one invalidation; the count is exact. */
    static final int KEYS_KEPT = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String INSERT = """
            insert into gateway.invalidation (id, cache_name, keys, tags, pattern, urls, prefixes, everything, soft, cdn,
              position, key_count, estimated, actor, reason, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            on conflict (id) do update set status = 'done', keys = excluded.keys, position = excluded.position,
              key_count = excluded.key_count, estimated = excluded.estimated, at = excluded.at, error = null
            where invalidation.status = 'scheduled'""";
    private static final String PAGE = """
            select * from gateway.invalidation
            where seq < $1 and ($2::text is null or cache_name = $2)
            order by seq desc limit $3""";

    private static final String ONE = "select * from gateway.invalidation where id = $1";

    private static final Logger LOG = Logger.getLogger(InvalidationHistory.class);
    private static final int WAITING = 1000;

    private final Pool pool;
    private final RowsBehind rows = new RowsBehind(this::write, WAITING);

    @Inject
    public InvalidationHistory(Pool pool) {
        this.pool = pool;
    }

    /** Has a row written; waits for it only when a thousand others do. One that cannot be written is logged. */
    public Uni<Void> append(Invalidated event, long keys, long estimated) {
        Tuple row = Tuple.tuple()
                .addString(event.id())
                .addString(event.cacheName())
                .addArrayOfString(array(event.keys()))
                .addArrayOfString(array(event.tags()))
                .addString(event.pattern())
                .addArrayOfString(array(event.urls()))
                .addArrayOfString(array(event.prefixes()))
                .addBoolean(event.all())
                .addBoolean(event.soft())
                .addBoolean(event.cdn())
                .addString(event.position())
                .addLong(keys)
                .addLong(estimated)
                .addString(event.actor())
                .addString(event.reason())
                .addOffsetDateTime(event.at().atOffset(ZoneOffset.UTC));
        return rows.add(row);
    }

    /**
     * All in one go. When the database refuses that, each goes alone, for one bad row must not take the others with it. When it does not answer,
     * the lot is given up: a timeout for each row would hold back, for as long, the acknowledgements that wait behind it.
     */
    private Uni<Void> write(List<Tuple> lot) {
        return inTime(pool.preparedQuery(INSERT).executeBatch(lot))
                .onFailure(PgException.class)
                .recoverWithUni(refused -> Each.of(lot, 1, this::writeOne).replaceWithVoid())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "invalidations not written down rows=%d first=%s reason=%s",
                        lot.size(), lot.getFirst().getString(0), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> writeOne(Tuple row) {
        return inTime(pool.preparedQuery(INSERT).execute(row))
                .onFailure(PgException.class)
                .invoke(refused -> LOG.warnf(
                        "invalidation not written down id=%s cache=%s reason=%s",
                        row.getString(0), row.getString(1), refused.getMessage()))
                .onFailure(PgException.class)
                .recoverWithNull();
    }

    private static Uni<Void> inTime(Uni<RowSet<Row>> written) {
        return written.ifNoItem().after(PATIENCE).fail().replaceWithVoid();
    }

    /**
     * A page, newest first.
     *
     * @param cacheName only this cache, null for all
     * @param beforeSeq only rows before this one, {@link Long#MAX_VALUE} from the newest
     * @param limit at most so many
     */
    public Uni<List<PastInvalidation>> page(@Nullable String cacheName, long beforeSeq, int limit) {
        return rows.settled()
                .chain(() -> pool.preparedQuery(PAGE)
                        .execute(Tuple.tuple()
                                .addLong(beforeSeq)
                                .addString(cacheName)
                                .addInteger(limit)))
                .map(InvalidationHistory::rows);
    }

    /** The one of that id. */
    public Uni<Optional<PastInvalidation>> find(String id) {
        return rows.settled()
                .chain(() -> pool.preparedQuery(ONE).execute(Tuple.of(id)))
                .map(found -> rows(found).stream().findFirst());
    }

    static List<PastInvalidation> rows(RowSet<Row> found) {
        List<PastInvalidation> rows = new ArrayList<>(found.size());
        found.forEach(row -> rows.add(past(row)));
        return rows;
    }

    private static PastInvalidation past(Row row) {
        Invalidated event = new Invalidated(
                row.getString("id"),
                row.getString("cache_name"),
                List.of(row.getArrayOfStrings("keys")),
                List.of(row.getArrayOfStrings("tags")),
                row.getString("pattern"),
                List.of(row.getArrayOfStrings("urls")),
                List.of(row.getArrayOfStrings("prefixes")),
                row.getBoolean("everything"),
                row.getBoolean("soft"),
                row.getBoolean("cdn"),
                row.getString("position"),
                row.getString("actor"),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant());
        OffsetDateTime runAt = row.getOffsetDateTime("run_at");
        return new PastInvalidation(
                row.getLong("seq"),
                event,
                row.getLong("key_count"),
                row.getLong("estimated"),
                row.getString("status"),
                runAt == null ? null : runAt.toInstant(),
                row.getString("error"));
    }

    private static String[] array(List<String> values) {
        return values.stream().limit(KEYS_KEPT).toArray(String[]::new);
    }
}
