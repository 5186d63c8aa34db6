package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Increment;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Increments under a caller's name: counted and remembered in one transaction, in a table {@code terrace_increment} beside the origin's. Two
 * requests of one name that meet: the second one's row is refused by the primary key, its transaction undone, and it finds the first one's.
 * Nothing is counted or committed after the call's time.
 */
final class Once {
    private static final int TRIES = 3;

    private final String table;

    Once(Shape shape) {
        this.table = shape.table().substring(0, shape.table().indexOf("\".\"") + 2) + "terrace_increment";
    }

    /** An earlier outcome, or none and what the counting gave. */
    record Outcome(@Nullable Row earlier, @Nullable RowSet<Row> counted) {}

    Future<Outcome> run(Session session, Request request) {
        return attempt(session, request, TRIES);
    }

    /** What is counted, and under which name. */
    record Request(CacheKey key, String id, Increment increment, String sql, Tuple arguments) {
        Tuple name() {
            return Tuple.of(key.cache(), key.key(), id);
        }
    }

    private Future<Outcome> attempt(Session session, Request request, int tries) {
        return session.connection()
                .preparedQuery("SELECT asked, count FROM " + table
                        + " WHERE cache = $1 AND key = $2 AND id = $3 AND until > now()")
                .execute(request.name())
                .compose(known -> known.size() > 0
                        ? Future.succeededFuture(new Outcome(known.iterator().next(), null))
                        : counted(session, request))
                .recover(failure -> again(session, request, tries, failure));
    }

    private Future<Outcome> again(Session session, Request request, int tries, Throwable failure) {
        if (tries > 0 && Refused.noTable(failure)) {
            return make(session).compose(made -> attempt(session, request, tries - 1));
        }
        boolean met = Refused.taken(failure)
                && failure instanceof io.vertx.pgclient.PgException pg
                && "terrace_increment".equals(pg.getTable());
        return tries > 0 && met ? attempt(session, request, tries - 1) : Future.failedFuture(failure);
    }

    private Future<Void> make(Session session) {
        return session.connection()
                .query("CREATE TABLE IF NOT EXISTS " + table + " (cache text, key text, id text, asked text NOT NULL,"
                        + " count bigint NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (cache, key, id))")
                .execute()
                .<Void>mapEmpty()
                .recover(failure -> Refused.taken(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private Future<Outcome> counted(Session session, Request request) {
        return session.connection().begin().compose(transaction -> forgetExpired(session, request)
                .compose(gone -> session.limited())
                .compose(timed ->
                        session.connection().preparedQuery(request.sql()).execute(request.arguments()))
                .compose(rows -> remember(session, request, rows))
                .compose(rows -> constraints(session).map(rows))
                .compose(rows -> transaction.commit().map(done -> new Outcome(null, rows)))
                .recover(failure ->
                        transaction.rollback().otherwiseEmpty().compose(undone -> Future.failedFuture(failure))));
    }

    /** What was deferred to the commit is done before it: statement_timeout does not count within a commit. */
    private static Future<Void> constraints(Session session) {
        return session.limited()
                .compose(timed -> session.connection()
                        .query("SET CONSTRAINTS ALL IMMEDIATE")
                        .execute())
                .compose(done -> session.limited());
    }

    /** This name's own row, and up to a hundred others whose time is over. */
    private Future<?> forgetExpired(Session session, Request request) {
        return session.connection()
                .preparedQuery("DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table
                        + " WHERE until <= now() ORDER BY cache = $1 AND key = $2 AND id = $3 DESC LIMIT 100"
                        + " FOR UPDATE SKIP LOCKED))")
                .execute(request.name());
    }

    private Future<RowSet<Row>> remember(Session session, Request request, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Future.succeededFuture(rows);
        }
        long count = Long.parseLong(rows.iterator().next().getString(1));
        return session.connection()
                .preparedQuery(
                        "INSERT INTO " + table
                                + " (cache, key, id, asked, count, until) VALUES ($1, $2, $3, $4, $5, now() + interval '24 hours')")
                .execute(request.name().addString(request.increment.asked()).addLong(count))
                .map(done -> rows);
    }
}
