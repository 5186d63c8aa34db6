package dev.terrace.optimizer.history;

import dev.terrace.optimizer.analysis.vitals.Quantiles;
import dev.terrace.optimizer.analysis.vitals.TierVitals;
import dev.terrace.optimizer.analysis.vitals.Vitals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Sums over the minutes on record. Latencies are those of the last hour of the span at most: a merge of few histograms. */
public final class Minutes {
    private static final Duration LATELY = Duration.ofHours(1);
    private static final String SUMS = """
            SELECT tier, min(at) AS first, max(at) AS last, sum(seconds)::bigint AS seconds, sum(hits)::bigint AS hits,
                sum(misses)::bigint AS misses, sum(stale_hits)::bigint AS stale_hits, sum(writes)::bigint AS writes,
                sum(errors)::bigint AS errors, sum(origin_calls)::bigint AS origin_calls,
                sum(origin_errors)::bigint AS origin_errors, sum(bytes_out)::bigint AS bytes_out,
                sum(bytes_in)::bigint AS bytes_in, sum(evictions)::bigint AS evictions,
                sum(early_evictions)::bigint AS early_evictions, (array_agg(entries ORDER BY at DESC))[1] AS entries,
                (array_agg(bytes ORDER BY at DESC))[1] AS bytes, (array_agg(max_bytes ORDER BY at DESC))[1] AS max_bytes
            FROM minute WHERE cache_name = $1 AND at >= $2 GROUP BY tier ORDER BY tier
            """;

    private final Pool pool;
    private final InstantSource clock;

    public Minutes(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Sums of a cache over the last span; empty without any minute. */
    public Uni<Optional<Vitals>> vitals(String cacheName, Duration span) {
        Instant now = clock.instant();
        Instant from = now.minus(span);
        Instant lately = now.minus(span.compareTo(LATELY) < 0 ? span : LATELY);
        return pool.preparedQuery(
                        "SELECT tier, latency FROM minute WHERE cache_name = $1 AND at >= $2 AND latency IS NOT NULL")
                .execute(Tuple.of(cacheName, lately.atOffset(ZoneOffset.UTC)))
                .map(Minutes::quantiles)
                .flatMap(latencies -> pool.preparedQuery(SUMS)
                        .execute(Tuple.of(cacheName, from.atOffset(ZoneOffset.UTC)))
                        .map(rows -> vitals(rows, latencies)));
    }

    /** Drops what is older; answers how many rows went. */
    public Uni<Integer> drop(Duration age) {
        Instant before = clock.instant().minus(age);
        return pool.preparedQuery("DELETE FROM minute WHERE at < $1")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }

    private static Map<String, Quantiles> quantiles(RowSet<Row> rows) {
        Map<String, Histogram> merged = new HashMap<>();
        for (Row row : rows) {
            merged.computeIfAbsent(row.getString("tier"), tier -> Latencies.empty())
                    .add(Latencies.decoded(row.getBuffer("latency").getBytes()));
        }
        Map<String, Quantiles> quantiles = new HashMap<>();
        merged.forEach((tier, histogram) -> {
            Quantiles found = Latencies.quantiles(histogram);
            if (found != null) {
                quantiles.put(tier, found);
            }
        });
        return quantiles;
    }

    private static Optional<Vitals> vitals(RowSet<Row> rows, Map<String, Quantiles> latencies) {
        List<TierVitals> tiers = new ArrayList<>();
        Row whole = null;
        for (Row row : rows) {
            if (row.getString("tier").isEmpty()) {
                whole = row;
            } else {
                tiers.add(tier(row, latencies.get(row.getString("tier"))));
            }
        }
        return whole == null ? Optional.empty() : Optional.of(vitals(whole, latencies.get(""), tiers));
    }

    private static Vitals vitals(Row row, @Nullable Quantiles latency, List<TierVitals> tiers) {
        Vitals.Counts counts = new Vitals.Counts(
                row.getLong("hits"),
                row.getLong("misses"),
                row.getLong("stale_hits"),
                row.getLong("writes"),
                row.getLong("errors"),
                row.getLong("origin_calls"),
                row.getLong("origin_errors"),
                row.getLong("bytes_out"),
                row.getLong("bytes_in"));
        Instant first = row.getOffsetDateTime("first").toInstant();
        Instant last = row.getOffsetDateTime("last").toInstant().plusSeconds(60);
        return new Vitals(first, last, row.getLong("seconds"), counts, latency, tiers);
    }

    private static TierVitals tier(Row row, @Nullable Quantiles latency) {
        return new TierVitals(
                row.getString("tier"),
                row.getLong("hits"),
                row.getLong("misses"),
                row.getLong("errors"),
                row.getLong("evictions"),
                row.getLong("early_evictions"),
                row.getLong("entries"),
                row.getLong("bytes"),
                row.getLong("max_bytes"),
                latency);
    }
}
