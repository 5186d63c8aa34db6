package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.origin.database.Shape.ValueKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table as origin: reads, writes, deletes and counts are one statement each, which decides its condition. What a write left in the row is
 * read back by the same statement, so copies hold what a load would bring. A row whose value is null holds nothing.
 */
final class DatabaseOrigin implements Origin {
    private static final int VALUE = 1;
    private static final int VERSION = 2;

    private final DatabaseOriginSpec spec;
    private final Calls calls;
    private final int maxBytes;

    DatabaseOrigin(DatabaseOriginSpec spec, Calls calls, int maxBytes) {
        this.spec = spec;
        this.calls = calls;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean writable() {
        return spec.writable();
    }

    @Override
    public boolean conditional() {
        return true;
    }

    @Override
    public long softTimeoutMs() {
        return spec.softTimeoutMs();
    }

    @Override
    public long hardTimeoutMs() {
        return spec.hardTimeoutMs();
    }

    @Override
    public Uni<Fetched> fetch(CacheKey key) {
        return calls.make((connection, shape) -> {
                    Object id = new Sent(shape).key(key.key());
                    return id == null
                            ? Future.<Fetched>succeededFuture(new Fetched.Nothing())
                            : connection
                                    .preparedQuery(new Statements(shape).read(maxBytes))
                                    .execute(Tuple.of(id))
                                    .map(rows -> fetched(shape, rows));
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    Refused refused = Refused.of(failure);
                    return new Fetched.Failed(refused.why(), refused.detail());
                });
    }

    private static Fetched fetched(Shape shape, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new Fetched.Nothing();
        }
        if (rows.size() > 1) {
            return new Fetched.Failed(Refusal.ORIGIN_FAILED, "the table has several rows of this key");
        }
        Row row = rows.iterator().next();
        byte[] bytes = bytes(shape, row, 0);
        return bytes == null
                ? new Fetched.Failed(Refusal.ORIGIN_FAILED, "the value is larger than the cache takes")
                : new Fetched.Value(new NewValue(bytes, shape.contentType(), null, List.of()), true, row.getString(1));
    }

    private static byte @Nullable [] bytes(Shape shape, Row row, int at) {
        if (row.getValue(at) == null) {
            return null;
        }
        return shape.value() == ValueKind.BYTEA
                ? row.getBuffer(at).getBytes()
                : row.getString(at).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition) {
        return written((connection, shape) -> {
            Sent sent = new Sent(shape);
            Object id = sent.key(key.key());
            Sent.Value parameter = sent.value(value.bytes());
            if (id == null || parameter.parameter() == null) {
                return refused(id == null ? "the key does not fit the key's column" : parameter.fault());
            }
            Tuple arguments = named(Tuple.of(id, parameter.parameter()), shape, condition);
            return connection
                    .preparedQuery(new Statements(shape).write(condition))
                    .execute(arguments)
                    .map(rows -> done(shape, rows, value));
        });
    }

    private static Written done(Shape shape, RowSet<Row> rows, NewValue sent) {
        if (rows.size() == 0) {
            return new Written.ConditionFailed();
        }
        Row row = rows.iterator().next();
        byte[] there = bytes(shape, row, VALUE);
        NewValue held =
                new NewValue(there == null ? sent.bytes() : there, shape.contentType(), sent.ttlMs(), sent.tags());
        return new Written.Done(row.getBoolean(0), null, new Held(held, row.getString(VERSION)), null);
    }

    @Override
    public Uni<Written> delete(CacheKey key, Condition condition) {
        return written((connection, shape) -> {
            Object id = new Sent(shape).key(key.key());
            if (id == null) {
                boolean holds = condition == Condition.NONE || condition instanceof Condition.IfAbsent;
                return Future.succeededFuture(holds ? new Written.Done(false, null) : new Written.ConditionFailed());
            }
            Statements statements = new Statements(shape);
            if (condition instanceof Condition.IfAbsent) {
                return connection
                        .preparedQuery(statements.read(maxBytes))
                        .execute(Tuple.of(id))
                        .map(rows -> rows.size() == 0 ? new Written.Done(false, null) : new Written.ConditionFailed());
            }
            return connection
                    .preparedQuery(statements.delete(condition))
                    .execute(named(Tuple.of(id), shape, condition))
                    .map(rows -> rows.rowCount() > 0 || condition == Condition.NONE
                            ? new Written.Done(false, null)
                            : new Written.ConditionFailed());
        });
    }

    private static Tuple named(Tuple arguments, Shape shape, Condition condition) {
        if (condition instanceof Condition.IfMatch match) {
            Etags etags = Etags.of(match.etags(), shape.versioned());
            arguments.addArrayOfLong(etags.versionArray()).addArrayOfBuffer(etags.digestArray());
        }
        return arguments;
    }

    @Override
    public Uni<Written> increment(CacheKey key, Increment increment) {
        return calls.makeAll((session, shape) -> counted(session, shape, key, increment))
                .onFailure()
                .recoverWithItem(failure -> Refused.notAllowed(failure)
                        ? new Written.Failed(
                                Refusal.NOT_SUPPORTED,
                                "an Idempotency-Key needs the table terrace_increment, which the data source's user may"
                                        + " neither use nor make")
                        : Refused.ofCount(failure).written());
    }

    private static Future<Written> counted(Session session, Shape shape, CacheKey key, Increment increment) {
        String sql = new Statements(shape).count();
        Object id = new Sent(shape).key(key.key());
        if (sql == null || id == null) {
            return refused(sql == null ? "only a text, bigint or integer column counts" : "the key does not fit");
        }
        Tuple arguments = Tuple.of(id, increment.by());
        Increment.Once once = increment.once();
        if (once == null) {
            return session.connection()
                    .preparedQuery(sql)
                    .execute(arguments)
                    .map(rows -> count(shape, rows, increment));
        }
        return new Once(shape)
                .run(session, new Once.Request(key, once.id(), increment, sql, arguments))
                .map(outcome -> outcome.counted() != null
                        ? count(shape, outcome.counted(), increment)
                        : earlier(outcome.earlier(), increment));
    }

    private static Written earlier(@Nullable Row row, Increment increment) {
        return row != null && increment.asked().equals(row.getString(0))
                ? new Written.Done(false, null, null, row.getLong(1))
                : new Written.Failed(
                        Refusal.NOT_SUPPORTED, "this Idempotency-Key was used for another increment of this key");
    }

    private static Written count(Shape shape, RowSet<Row> rows, Increment increment) {
        if (rows.size() == 0) {
            return new Written.Failed(Refusal.CONFLICT, "the value is no integer");
        }
        Row row = rows.iterator().next();
        String sum = row.getString(VALUE);
        byte[] text = sum.getBytes(StandardCharsets.US_ASCII);
        boolean created = row.getBoolean(0);
        NewValue value = new NewValue(text, shape.contentType(), created ? increment.ttlMs() : null, List.of());
        return new Written.Done(created, null, new Held(value, row.getString(VERSION)), Long.valueOf(sum));
    }

    private static Future<Written> refused(String detail) {
        return Future.succeededFuture(new Written.Failed(Refusal.NOT_SUPPORTED, detail));
    }

    private Uni<Written> written(BiFunction<SqlConnection, Shape, Future<Written>> call) {
        return calls.make(call).onFailure().recoverWithItem(failure -> Refused.of(failure)
                .written());
    }

    @Override
    public Uni<String> probe() {
        return calls.make((connection, shape) -> connection
                .query("SELECT current_setting('server_version')")
                .execute()
                .map(rows -> "PostgreSQL " + rows.iterator().next().getString(0) + ", table " + shape.table()));
    }

    @Override
    public void close() {
        // Connections belong to the data source.
    }
}
