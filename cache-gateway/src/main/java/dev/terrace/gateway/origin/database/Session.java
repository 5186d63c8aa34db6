package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.TierFailure;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * A connection for one call, and when the call ends. The server's statement_timeout counts anew for each statement, so a call of several
 * statements gives each what is left.
 *
 * @param endNanos on the clock of {@code time}
 */
record Session(SqlConnection connection, Time time, long endNanos) {
    /** The next statement has what is left of the call's time; fails when nothing is. */
    Future<Void> limited() {
        long leftMs = (endNanos - time.nanos()) / 1_000_000;
        if (leftMs < 1) {
            return Future.failedFuture(new TierFailure(TierAnswer.Outcome.TIMEOUT, "not done in time"));
        }
        // Not waited for: statements of a connection are done in their order.
        connection.query("SET statement_timeout = " + leftMs).execute();
        return Future.succeededFuture();
    }
}
