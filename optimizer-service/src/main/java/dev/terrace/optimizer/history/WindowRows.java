package dev.terrace.optimizer.history;

import dev.terrace.optimizer.advice.WindowSource;
import dev.terrace.optimizer.analysis.anomaly.Feature;
import dev.terrace.optimizer.analysis.anomaly.Windows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Minutes on record rolled to windows. A window's 99th percentile is the median of its minutes': a feature to compare, not a figure to report. */
public final class WindowRows implements WindowSource {
    /** Reads of a window below which its hit ratio says nothing. */
    private static final long ENOUGH_READS = 10;

    private static final String ROLLED = """
            SELECT extract(epoch FROM at)::bigint / $4::bigint AS step, tier, count(*)::integer AS minutes,
                sum(hits)::bigint AS hits, sum(misses)::bigint AS misses, sum(writes)::bigint AS writes,
                sum(errors)::bigint AS errors, sum(origin_calls)::bigint AS origin_calls,
                sum(evictions)::bigint AS evictions, percentile_cont(0.5) WITHIN GROUP (ORDER BY p99_micros) AS p99
            FROM minute WHERE cache_name = $1 AND tier IN ('', 'memory') AND at >= $2 AND at < $3
            GROUP BY 1, 2
            """;

    private final Pool pool;

    public WindowRows(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Windows> windows(String cacheName, Instant until, Duration span, Duration length) {
        long seconds = length.toSeconds();
        long from = Math.floorDiv(until.minus(span).getEpochSecond(), seconds);
        long to = Math.floorDiv(until.getEpochSecond(), seconds);
        Instant start = Instant.ofEpochSecond(from * seconds);
        Instant end = Instant.ofEpochSecond(to * seconds);
        return pool.preparedQuery(ROLLED)
                .execute(Tuple.of(cacheName, start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC), seconds))
                .map(rows -> new Windows(start, length, values(rows, from, Math.toIntExact(to - from), seconds)));
    }

    private static double[][] values(RowSet<Row> rows, long first, int count, long seconds) {
        double[][] values = new double[Feature.values().length][count];
        for (double[] gaps : values) {
            Arrays.fill(gaps, Double.NaN);
        }
        for (Row row : rows) {
            double measured = 60.0 * row.getInteger("minutes");
            int at = (int) (row.getLong("step") - first);
            if (2 * measured >= seconds) {
                if (row.getString("tier").isEmpty()) {
                    cache(values, at, row, measured);
                } else {
                    values[Feature.EVICTIONS.ordinal()][at] = row.getLong("evictions") / measured;
                }
            }
        }
        return values;
    }

    private static void cache(double[][] values, int at, Row row, double measured) {
        long reads = row.getLong("hits") + row.getLong("misses");
        Double p99 = row.getDouble("p99");
        values[Feature.LOAD.ordinal()][at] = (reads + row.getLong("writes")) / measured;
        values[Feature.HIT_RATIO.ordinal()][at] =
                reads < ENOUGH_READS ? Double.NaN : (double) row.getLong("hits") / reads;
        values[Feature.P99_MS.ordinal()][at] = p99 == null ? Double.NaN : p99 / 1000;
        values[Feature.ERRORS.ordinal()][at] = row.getLong("errors") / measured;
        values[Feature.ORIGIN_CALLS.ordinal()][at] = row.getLong("origin_calls") / measured;
    }
}
