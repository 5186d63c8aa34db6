package dev.terrace.gateway.tier.database;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Returns the space of what has expired and of generations that were left: a batch a second and table, so at a bounded rate. */
final class Sweep {
    private static final int BATCH = 1000;
    private static final long PERIOD_MS = 1000;
    private static final String EXPIRED = """
            DELETE FROM gateway.%1$s WHERE ctid = ANY (ARRAY(
              SELECT ctid FROM gateway.%1$s WHERE stale_until <= $1 ORDER BY stale_until LIMIT $2 FOR UPDATE SKIP LOCKED))""";
    private static final String LEFT = """
            DELETE FROM gateway.entry WHERE ctid = ANY (ARRAY(
              SELECT e.ctid FROM gateway.entry e JOIN gateway.tier t ON t.cache = e.cache AND t.generation <> e.generation
              WHERE e.cache = $1 LIMIT $2 FOR UPDATE OF e SKIP LOCKED))""";

    private final Database database;
    private final InstantSource clock;
    private final AtomicBoolean working = new AtomicBoolean();
    private final long timer;

    Sweep(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.timer = database.vertx().setPeriodic(PERIOD_MS, id -> start());
    }

    void close() {
        database.vertx().cancelTimer(timer);
    }

    /** One batch of each table; how many rows went. */
    Uni<Integer> once() {
        Tuple arguments = Tuple.of(clock.millis(), BATCH);
        return database.run(EXPIRED.formatted("entry"), arguments)
                .chain(entries -> database.run(EXPIRED.formatted("record"), arguments)
                        .chain(records -> database.run(EXPIRED.formatted("increment_once"), arguments)
                                .map(once -> entries.rowCount() + records.rowCount() + once.rowCount())));
    }

    /** Deletes what a cache left behind in older generations, batch by batch. */
    void left(String cache) {
        database.run(LEFT, Tuple.of(cache, BATCH))
                .subscribe()
                .with(
                        gone -> {
                            if (gone.rowCount() == BATCH) {
                                database.vertx().setTimer(PERIOD_MS / 10, id -> left(cache));
                            }
                        },
                        e -> {});
    }

    private void start() {
        if (working.compareAndSet(false, true)) {
            once().onTermination().invoke(() -> working.set(false)).subscribe().with(gone -> {}, e -> {});
        }
    }
}
