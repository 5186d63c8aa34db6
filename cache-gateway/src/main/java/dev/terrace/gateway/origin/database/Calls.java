package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.guard.TierFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one origin, each within its hard limit for the caller and for the server: a call that got its connection too late is not sent, and
 * the server ends a statement when the limit is over. So what may still land lands within the limit, short of a stopped machine.
 */
final class Calls {
    private final DataSources sources;
    private final DatabaseOriginSpec spec;
    private final Time time;
    private volatile @Nullable Shape shape;

    Calls(DataSources sources, DatabaseOriginSpec spec, Time time) {
        this.sources = sources;
        this.spec = spec;
        this.time = time;
    }

    /** Makes a call on a connection of its own. */
    <T> Uni<T> make(BiFunction<SqlConnection, Shape, Future<T>> call) {
        return limited(connection -> known(connection)
                .compose(found -> call.apply(connection, found))
                .onFailure(failure -> {
                    if (Refused.changed(failure)) {
                        shape = null;
                    }
                }));
    }

    /** Looks the table up. */
    Uni<Inspection.Found> inspect() {
        return limited(connection -> Inspection.of(spec, connection));
    }

    private <T> Uni<T> limited(java.util.function.Function<SqlConnection, Future<T>> work) {
        return Limit.of(
                time,
                () -> {
                    DataSources.Source source = sources.named(spec.datasource());
                    if (source == null) {
                        return Uni.createFrom()
                                .failure(new IllegalStateException("There is no data source " + spec.datasource()));
                    }
                    long end = time.nanos() + spec.hardTimeoutMs() * 1_000_000;
                    return Uni.createFrom().completionStage(() -> source.on(connection -> timed(connection, end, work))
                            .toCompletionStage());
                },
                spec.hardTimeoutMs());
    }

    private <T> Future<T> timed(
            SqlConnection connection, long end, java.util.function.Function<SqlConnection, Future<T>> work) {
        long leftMs = (end - time.nanos()) / 1_000_000;
        if (leftMs < 1) {
            return Future.failedFuture(new TierFailure(TierAnswer.Outcome.TIMEOUT, "no connection in time"));
        }
        // Not waited for: statements of a connection are done in their order.
        connection.query("SET statement_timeout = " + leftMs).execute();
        return work.apply(connection);
    }

    private Future<Shape> known(SqlConnection connection) {
        Shape known = shape;
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return Inspection.of(spec, connection).compose(found -> {
            Shape now = found.shape();
            if (now == null) {
                return Future.failedFuture(
                        new IllegalStateException(found.faults().getFirst().detail()));
            }
            shape = now;
            return Future.succeededFuture(now);
        });
    }
}
