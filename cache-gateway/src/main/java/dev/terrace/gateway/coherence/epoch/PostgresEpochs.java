package dev.terrace.gateway.coherence.epoch;

import dev.terrace.gateway.coherence.EpochStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Iterator;

/** The table {@code gateway.log_epoch}. */
public final class PostgresEpochs implements EpochStore {
    private static final String CURRENT = "SELECT epoch FROM gateway.log_epoch WHERE log = $1";
    private static final String ADVANCE = "INSERT INTO gateway.log_epoch AS e (log, epoch) VALUES ($1, $2)"
            + " ON CONFLICT (log) DO UPDATE SET epoch = excluded.epoch WHERE e.epoch = $3";

    private final Pool pool;

    /** Epochs in that database. */
    public PostgresEpochs(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Long> current(int log) {
        return pool.preparedQuery(CURRENT).execute(Tuple.of(log)).map(PostgresEpochs::epoch);
    }

    private static long epoch(RowSet<Row> rows) {
        Iterator<Row> row = rows.iterator();
        return row.hasNext() ? row.next().getLong(0) : 0;
    }

    @Override
    public Uni<Boolean> advance(int log, long from, long to) {
        return pool.preparedQuery(ADVANCE).execute(Tuple.of(log, to, from)).map(rows -> rows.rowCount() == 1);
    }
}
