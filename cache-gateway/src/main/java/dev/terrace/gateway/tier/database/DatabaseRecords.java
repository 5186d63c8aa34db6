package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier.Outcome;
import dev.terrace.gateway.cache.RecordTier.Swapped;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.view.Glob;
import dev.terrace.gateway.tier.StoredForm;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records as rows, one statement an operation, durable when it has returned (synchronous_commit). A deleted record leaves its position for ten
 * minutes, so a late older write does not bring it back. Deleting many goes batch by batch: what is deleted stays so, also when it fails midway.
 */
final class DatabaseRecords {
    private static final long MARK_MS = 600_000;
    private static final int BATCH = 2000;
    private static final int COUNT_LIMIT = 100_000;
    private static final Buffer NOTHING = Buffer.buffer();
    private static final Buffer[] NONE = {};

    /** $1 cache, $2 position, $3 now, $4 until, $5 limit, then the selection's own. */
    private static final String BURY = """
            UPDATE gateway.record SET body = NULL, tags = '{}', etag = '', as_of = $2, expires = $3, stale_until = $4
            WHERE cache = $1 AND key = ANY (ARRAY(
              SELECT key FROM gateway.record
              WHERE cache = $1 AND body IS NOT NULL AND stale_until > $3 AND as_of < $2 AND %s LIMIT $5))
            AND body IS NOT NULL AND as_of < $2""";

    private static final String COUNT = """
            SELECT count(*) FROM (SELECT 1 FROM gateway.record
              WHERE cache = $1 AND body IS NOT NULL AND stale_until > $2 AND %s LIMIT $3) covered""";
    private static final String KEYS = """
            SELECT key FROM gateway.record
            WHERE cache = $1 AND key > $2 AND body IS NOT NULL AND as_of < $3 ORDER BY key LIMIT $4""";

    private static final String SWAP =
            "SELECT * FROM gateway.record_swap($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    private static final String REMEMBERED = """
            SELECT CASE WHEN asked = $5 THEN 6 ELSE 7 END, count FROM gateway.increment_once
            WHERE cache = $1 AND key = $2 AND id = $3 AND stale_until > $4""";

    private final Database database;
    private final String cache;
    private final StoredForm form;

    DatabaseRecords(Database database, String cache, StoredForm form) {
        this.database = database;
        this.cache = cache;
        this.form = form;
    }

    Uni<Outcome> write(CacheKey key, Entry entry, Condition condition) {
        byte[] bytes = form.encode(key, entry);
        if (bytes == null) {
            return Uni.createFrom().item(Outcome.TOO_LARGE);
        }
        return step(key, value(key, entry, bytes), condition).map(code -> switch (code) {
            case 0 -> Outcome.CREATED;
            case 1 -> Outcome.REPLACED;
            case 2 -> Outcome.CONDITION_FAILED;
            case 4 -> Outcome.OVERTAKEN;
            default -> Outcome.SUPERSEDED;
        });
    }

    Uni<Outcome> delete(CacheKey key, Condition condition, Position position) {
        Tuple arguments = head(key, position)
                .addBuffer(NOTHING)
                .addLong(form.now())
                .addLong(form.now() + MARK_MS)
                .addArrayOfBuffer(NONE)
                .addBuffer(null);
        return step(key, arguments, condition).map(code -> switch (code) {
            case 0, 1 -> Outcome.GONE;
            case 2 -> Outcome.CONDITION_FAILED;
            case 4 -> Outcome.OVERTAKEN;
            default -> Outcome.SUPERSEDED;
        });
    }

    Uni<Swapped> swap(CacheKey key, @Nullable Entry seen, Entry next, Increment increment, long count) {
        byte[] bytes = form.encode(key, next);
        if (bytes == null) {
            return Uni.createFrom().failure(new IllegalArgumentException("Larger than the tier takes."));
        }
        Tuple arguments = value(key, next, bytes)
                .addLong(form.now())
                .addBuffer(seen == null ? null : DatabaseTier.order(seen.asOf()))
                .addArrayOfBuffer(seen == null ? null : buffers(form.etags(key, seen)))
                .addString(increment.once() == null ? null : increment.once().id())
                .addString(increment.asked())
                .addLong(count)
                .addLong(form.now() + Increment.REMEMBERED_MS);
        return database.run(SWAP, arguments).map(DatabaseRecords::swapped);
    }

    Uni<Swapped> remembered(CacheKey key, Increment increment) {
        Tuple arguments = Tuple.of(
                cache,
                Database.bytes(key.key()),
                increment.once() == null ? null : increment.once().id(),
                form.now(),
                increment.asked());
        return database.run(REMEMBERED, arguments).map(DatabaseRecords::swapped);
    }

    private static Swapped swapped(RowSet<Row> rows) {
        for (Row row : rows) {
            return switch (row.getInteger(0)) {
                case 0 -> new Swapped.Done(true);
                case 1 -> new Swapped.Done(false);
                case 4 -> new Swapped.Overtaken();
                case 6 -> new Swapped.Remembered(row.getLong(1));
                case 7 -> new Swapped.Otherwise();
                default -> new Swapped.Changed();
            };
        }
        return new Swapped.Changed();
    }

    Uni<Long> deleteAll(Selector selector, Position position) {
        if (selector.all()) {
            return bury("true", null, position, 0);
        }
        return part(selector.keys(), "key = ANY ($6)", position)
                .chain(keys -> part(selector.tags(), "tags && $6", position).map(tags -> keys + tags))
                .chain(some -> selector.pattern() == null
                        ? Uni.createFrom().item(some)
                        : matching(Glob.of(selector.pattern()), NOTHING, position, some));
    }

    /** Exact up to 100,000; -1 for patterns. */
    Uni<Long> count(Selector selector) {
        if (selector.pattern() != null && !selector.all()) {
            return Uni.createFrom().item(-1L);
        }
        String where = selector.all() ? "true" : "(key = ANY ($4) OR tags && $5)";
        Tuple arguments = Tuple.of(cache, form.now(), COUNT_LIMIT);
        if (!selector.all()) {
            arguments.addArrayOfBuffer(buffers(selector.keys())).addArrayOfBuffer(buffers(selector.tags()));
        }
        return database.run(COUNT.formatted(where), arguments)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Long> part(Collection<String> names, String where, Position position) {
        return names.isEmpty() ? Uni.createFrom().item(0L) : bury(where, buffers(names), position, 0);
    }

    private Uni<Long> bury(String where, Buffer @Nullable [] names, Position position, long before) {
        long now = form.now();
        Tuple arguments = Tuple.of(cache, DatabaseTier.order(position), now, now + MARK_MS, BATCH);
        if (names != null) {
            arguments.addArrayOfBuffer(names);
        }
        return database.run(BURY.formatted(where), arguments).chain(rows -> {
            long count = before + rows.rowCount();
            return rows.rowCount() == 0 ? Uni.createFrom().item(count) : bury(where, names, position, count);
        });
    }

    /** Keys in order, a page at a time: the glob is decided here, because keys are bytes and may hold what text does not. */
    private Uni<Long> matching(Glob glob, Buffer after, Position position, long before) {
        Tuple arguments = Tuple.of(cache, after, DatabaseTier.order(position), BATCH);
        return database.run(KEYS, arguments).chain(rows -> {
            List<String> covered = new ArrayList<>();
            Buffer last = after;
            for (Row row : rows) {
                last = row.getBuffer(0);
                String key = last.toString(StandardCharsets.UTF_8);
                if (glob.matches(key)) {
                    covered.add(key);
                }
            }
            Buffer next = last;
            return part(covered, "key = ANY ($6)", position)
                    .chain(count -> rows.size() < BATCH
                            ? Uni.createFrom().item(before + count)
                            : matching(glob, next, position, before + count));
        });
    }

    private Tuple value(CacheKey key, Entry entry, byte[] bytes) {
        return head(key, entry.asOf())
                .addBuffer(Database.bytes(form.label(key, entry)))
                .addLong(entry.expiresMs())
                .addLong(entry.staleUntilMs())
                .addArrayOfBuffer(buffers(entry.tags()))
                .addBuffer(Buffer.buffer(bytes));
    }

    private Tuple head(CacheKey key, Position asOf) {
        return Tuple.of(cache, Database.bytes(key.key()), key.hash(), DatabaseTier.order(asOf));
    }

    private Uni<Integer> step(CacheKey key, Tuple arguments, Condition condition) {
        arguments.addLong(form.now());
        switch (form.labelled(key, condition)) {
            case Condition.Always always -> arguments.addString("A").addArrayOfBuffer(NONE);
            case Condition.IfExists exists -> arguments.addString("E").addArrayOfBuffer(NONE);
            case Condition.IfAbsent absent -> arguments.addString("N").addArrayOfBuffer(NONE);
            case Condition.IfMatch match -> arguments.addString("M").addArrayOfBuffer(buffers(match.etags()));
        }
        return database.run("SELECT gateway.record_write($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)", arguments)
                .map(DatabaseRecords::code);
    }

    private static int code(RowSet<Row> rows) {
        return rows.iterator().next().getInteger(0);
    }

    private static Buffer[] buffers(Collection<String> texts) {
        return texts.stream().map(Database::bytes).toArray(Buffer[]::new);
    }
}
