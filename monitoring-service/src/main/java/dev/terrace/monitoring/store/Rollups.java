package dev.terrace.monitoring.store;

import dev.terrace.monitoring.history.Bucket;
import dev.terrace.monitoring.history.Resolution;
import dev.terrace.monitoring.history.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in PostgreSQL. Writing one again replaces it unless the kept one was made of more windows, so that a node that has seen only a
 * part (after a restart) takes nothing away.
 */
public final class Rollups {
    /** Most rows one question may read. */
    public static final int MAX_ROWS = 400_000;

    private static final String COUNTS =
            "windows, hits, misses, stale_hits, writes, removals, errors, origin_calls, origin_errors, "
                    + "bytes_out, bytes_in, stores, refused, evictions, early_evictions, entries, bytes, max_bytes, breaker";

    private final Pool pool;
    private final Partitions partitions;

    public Rollups(Pool pool, Partitions partitions) {
        this.pool = pool;
        this.partitions = partitions;
    }

    /** Keeps them all. */
    public Uni<Void> write(Resolution resolution, List<Bucket> buckets) {
        if (buckets.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = new ArrayList<>();
        buckets.forEach(bucket -> rows.addAll(RollupRows.of(bucket)));
        List<Instant> needed = buckets.stream()
                .map(bucket -> resolution.partitionOf(bucket.start()))
                .distinct()
                .toList();
        return partitions
                .make(resolution, needed)
                .chain(() -> pool.preparedQuery(insert(resolution)).executeBatch(rows))
                .replaceWithVoid();
    }

    private static String insert(Resolution resolution) {
        return "INSERT INTO monitoring." + resolution.table() + " AS kept (cache_name, tier, start, " + COUNTS
                + ", latency) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23)"
                + " ON CONFLICT (cache_name, tier, start) DO UPDATE SET (" + COUNTS + ", latency) = ROW("
                + COUNTS.replaceAll("(\\w+)", "excluded.$1") + ", excluded.latency)"
                + " WHERE excluded.windows >= kept.windows";
    }

    /** The buckets that start in the span before {@code until}, in the order of time; the histograms only when they are asked for. */
    public Uni<List<Bucket>> read(
            Resolution resolution, Span span, long until, @Nullable String cacheName, boolean latencies) {
        String sql =
                "SELECT cache_name, tier, start, " + COUNTS + (latencies ? ", latency" : ", NULL::bytea AS latency")
                        + " FROM monitoring." + resolution.table()
                        + " WHERE start >= $1 AND start < $2 AND ($3::text IS NULL OR cache_name = $3)"
                        + " ORDER BY start, cache_name, tier LIMIT " + (MAX_ROWS + 1);
        return pool.preparedQuery(sql)
                .execute(Tuple.of(at(span.from()), at(Math.min(until, span.to())), cacheName))
                .emitOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultWorkerPool())
                .map(RollupRows::buckets);
    }

    private static java.time.OffsetDateTime at(long second) {
        return Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);
    }
}
