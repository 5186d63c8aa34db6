package dev.terrace.monitoring.store;

import dev.terrace.monitoring.watch.Leadership;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A session-level advisory lock on a connection of its own: it ends with the connection, so a dead node holds nothing. */
public final class AdvisoryLock implements Leadership {
    private static final Logger LOG = Logger.getLogger(AdvisoryLock.class);

    private final Pool pool;
    private final long key;
    private final AtomicReference<@Nullable SqlConnection> holder = new AtomicReference<>();

    /** A lock of that number, which nobody else in the database may use. */
    public AdvisoryLock(Pool pool, long key) {
        this.pool = pool;
        this.key = key;
    }

    @Override
    public Uni<Boolean> held() {
        SqlConnection connection = holder.get();
        Uni<Boolean> answer = connection == null
                ? acquire()
                : connection.query("SELECT 1").execute().replaceWith(true);
        return answer.onFailure().recoverWithUni(failure -> lost(failure.toString()));
    }

    private Uni<Boolean> acquire() {
        return pool.getConnection().flatMap(connection -> connection
                .query("SELECT pg_try_advisory_lock(" + key + ") AS got")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("got"))
                .onFailure()
                .call(connection::close)
                .call(got -> got ? Uni.createFrom().voidItem().invoke(() -> won(connection)) : connection.close()));
    }

    private void won(SqlConnection connection) {
        LOG.info("leadership won");
        holder.set(connection);
    }

    private Uni<Boolean> lost(String reason) {
        SqlConnection connection = holder.getAndSet(null);
        if (connection == null) {
            return Uni.createFrom().item(false);
        }
        LOG.warnf("leadership lost reason=%s", reason);
        return free(connection).replaceWith(false);
    }

    /** Gives it up. */
    public Uni<Void> release() {
        SqlConnection connection = holder.getAndSet(null);
        return connection == null ? Uni.createFrom().voidItem() : free(connection);
    }

    /** The lock belongs to the session, and a pooled one outlives its closing: unlock first. */
    private static Uni<Void> free(SqlConnection connection) {
        return connection
                .query("SELECT pg_advisory_unlock_all()")
                .execute()
                .onFailure()
                .recoverWithNull()
                .chain(connection::close)
                .onFailure()
                .recoverWithNull();
    }
}
