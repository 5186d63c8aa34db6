package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.BiFunction;
import java.util.function.Function;
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

    /** Makes a call of one statement on a connection of its own. */
    <T> Uni<T> make(BiFunction<SqlConnection, Shape, Future<T>> call) {
        return makeAll((session, found) -> call.apply(session.connection(), found));
    }

    /** Makes a call of several statements, which asks the session for the time of each after the first. */
    <T> Uni<T> makeAll(BiFunction<Session, Shape, Future<T>> call) {
        return limited(session -> known(session)
                .compose(found -> call.apply(session, found))
                .onFailure(failure -> {
                    if (Refused.changed(failure)) {
                        shape = null;
                    }
                }));
    }

    /** Looks the table up. */
    Uni<Inspection.Found> inspect() {
        return limited(session -> Inspection.of(spec, session.connection()));
    }

    private <T> Uni<T> limited(Function<Session, Future<T>> work) {
        return Limit.of(
                time,
                () -> {
                    DataSources.Source source = sources.named(spec.datasource());
                    if (source == null) {
                        return Uni.createFrom()
                                .failure(new IllegalStateException("There is no data source " + spec.datasource()));
                    }
                    long end = time.nanos() + spec.hardTimeoutMs() * 1_000_000;
                    return Uni.createFrom().completionStage(() -> source.on(
                                    connection -> timed(new Session(connection, time, end), work))
                            .toCompletionStage());
                },
                spec.hardTimeoutMs());
    }

    private static <T> Future<T> timed(Session session, Function<Session, Future<T>> work) {
        return session.limited().compose(begun -> work.apply(session));
    }

    private Future<Shape> known(Session session) {
        Shape known = shape;
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return Inspection.of(spec, session.connection()).compose(found -> {
            Shape now = found.shape();
            if (now == null) {
                return Future.failedFuture(
                        new IllegalStateException(found.faults().getFirst().detail()));
            }
            shape = now;
            return session.limited().map(now);
        });
    }
}
