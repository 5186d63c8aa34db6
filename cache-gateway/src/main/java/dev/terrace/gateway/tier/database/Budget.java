package dev.terrace.gateway.tier.database;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps one cache's rows within their bytes. The sum is measured, not counted along: nodes share the table. It is measured when this node has
 * written a thirty-second of the bound since, so between two measurements each node adds at most that. What is above fifteen sixteenths goes,
 * in slices of the hash order from random places, which is random eviction without a write on every read.
 */
final class Budget {
    private static final int SLICE = 256;
    private static final String MEASURE = "SELECT count(*), coalesce(sum(size), 0) FROM gateway.entry WHERE cache = $1";
    private static final String EVICT = """
            WITH gone AS (
              DELETE FROM gateway.entry WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM gateway.entry WHERE cache = $1 AND hash >= $2 ORDER BY hash LIMIT $3))
              RETURNING size)
            SELECT count(*), coalesce(sum(size), 0) FROM gone""";

    private final Database database;
    private final String cache;
    private final long maxBytes;
    private final SplittableRandom random;
    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicLong evictions = new AtomicLong();
    private volatile long entries = -1;
    private volatile long bytes = -1;

    Budget(Database database, String cache, long maxBytes, long seed) {
        this.database = database;
        this.cache = cache;
        this.maxBytes = maxBytes;
        this.random = new SplittableRandom(seed);
    }

    long entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    long evictions() {
        return evictions.get();
    }

    /** Something of that size was stored. */
    void stored(long size) {
        boolean due = written.addAndGet(size) > maxBytes / 32 || bytes < 0;
        if (due && working.compareAndSet(false, true)) {
            written.set(0);
            measure()
                    .chain(this::evict)
                    .onTermination()
                    .invoke(() -> working.set(false))
                    .subscribe()
                    .with(done -> {}, e -> {});
        }
    }

    private Uni<Void> measure() {
        return database.run(MEASURE, Tuple.of(cache)).invoke(this::set).replaceWithVoid();
    }

    private Uni<Void> evict() {
        if (bytes <= maxBytes) {
            return Uni.createFrom().voidItem();
        }
        return slice();
    }

    private Uni<Void> slice() {
        return database.run(EVICT, Tuple.of(cache, random.nextLong(), SLICE)).chain(rows -> {
            Row row = rows.iterator().next();
            entries -= row.getLong(0);
            bytes -= row.getLong(1);
            evictions.addAndGet(row.getLong(0));
            return bytes > maxBytes - maxBytes / 16 && entries > 0 ? slice() : measure();
        });
    }

    private void set(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        entries = row.getLong(0);
        bytes = row.getLong(1);
    }
}
