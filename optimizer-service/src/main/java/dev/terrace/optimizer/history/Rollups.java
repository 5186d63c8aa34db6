package dev.terrace.optimizer.history;

import dev.terrace.optimizer.advice.Figure;
import dev.terrace.optimizer.advice.Past;
import dev.terrace.optimizer.advice.PastSource;
import dev.terrace.optimizer.analysis.forecast.Series;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Minutes on record rolled to series of longer steps. */
public final class Rollups implements PastSource {
    /** Reads of a step below which its hit ratio says nothing. */
    private static final long ENOUGH_READS = 10;

    private static final String ROLLED = """
            SELECT extract(epoch FROM at)::bigint / $4::bigint AS step, tier, count(*)::integer AS minutes,
                sum(hits)::bigint AS hits, sum(misses)::bigint AS misses, sum(writes)::bigint AS writes,
                sum(errors)::bigint AS errors, sum(origin_calls)::bigint AS origin_calls,
                (avg(bytes) FILTER (WHERE bytes >= 0))::double precision AS bytes,
                (array_agg(max_bytes ORDER BY at DESC))[1] AS max_bytes
            FROM minute WHERE cache_name = $1 AND tier IN ('', 'memory') AND at >= $2 AND at < $3
            GROUP BY 1, 2 ORDER BY 1
            """;

    private final Pool pool;

    public Rollups(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Instant>> since(String cacheName) {
        return pool.preparedQuery("SELECT min(at) AS first FROM minute WHERE cache_name = $1 AND tier = ''")
                .execute(Tuple.of(cacheName))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("first"))
                        .map(OffsetDateTime::toInstant));
    }

    @Override
    public Uni<Past> past(String cacheName, Instant until, Duration span, Duration step) {
        long seconds = step.toSeconds();
        long from = Math.floorDiv(until.minus(span).getEpochSecond(), seconds);
        long to = Math.floorDiv(until.getEpochSecond(), seconds);
        Steps steps = new Steps(from, Math.toIntExact(to - from), step);
        return pool.preparedQuery(ROLLED)
                .execute(Tuple.of(cacheName, utc(from * seconds), utc(to * seconds), seconds))
                .map(steps::past);
    }

    private static OffsetDateTime utc(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC);
    }

    /** The steps asked for, by how many of them passed since 1970. */
    private record Steps(long first, int count, Duration step) {
        Past past(RowSet<Row> rows) {
            Map<Figure, double[]> values = new EnumMap<>(Figure.class);
            for (Figure figure : Figure.values()) {
                double[] gaps = new double[count];
                Arrays.fill(gaps, Double.NaN);
                values.put(figure, gaps);
            }
            long maxBytes = 0;
            for (Row row : rows) {
                int at = (int) (row.getLong("step") - first);
                if (row.getString("tier").isEmpty()) {
                    counts(values, at, row);
                } else {
                    maxBytes = Math.max(0, row.getLong("max_bytes"));
                    bytes(values, at, row);
                }
            }
            Map<Figure, Series> series = new EnumMap<>(Figure.class);
            Instant start = Instant.ofEpochSecond(first * step.toSeconds());
            values.forEach((figure, of) -> series.put(figure, new Series(start, step, of)));
            return new Past(series, maxBytes);
        }

        private void counts(Map<Figure, double[]> values, int at, Row row) {
            double measured = 60.0 * row.getInteger("minutes");
            if (2 * measured < step.toSeconds()) {
                return;
            }
            long reads = row.getLong("hits") + row.getLong("misses");
            set(values, Figure.REQUESTS, at, (reads + row.getLong("writes")) / measured);
            set(values, Figure.ORIGIN_CALLS, at, row.getLong("origin_calls") / measured);
            set(values, Figure.ERRORS, at, row.getLong("errors") / measured);
            if (reads >= ENOUGH_READS) {
                set(values, Figure.HIT_RATIO, at, (double) row.getLong("hits") / reads);
            }
        }

        private static void bytes(Map<Figure, double[]> values, int at, Row row) {
            Double bytes = row.getDouble("bytes");
            if (bytes != null) {
                set(values, Figure.MEMORY, at, bytes);
            }
        }

        private static void set(Map<Figure, double[]> values, Figure figure, int at, double value) {
            double[] of = values.get(figure);
            if (of != null) {
                of[at] = value;
            }
        }
    }
}
