package dev.terrace.optimizer.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Adds minutes to those on record. Counts add up in SQL; a histogram is read, merged and written back, its row locked meanwhile. */
final class MinuteRows {
    private static final String FIND =
            "SELECT latency FROM minute WHERE cache_name = $1 AND tier = $2 AND at = $3 FOR UPDATE";
    private static final String ADD = """
            INSERT INTO minute AS m (cache_name, tier, at, seconds, hits, misses, stale_hits, writes, errors, origin_calls,
                origin_errors, bytes_out, bytes_in, evictions, early_evictions, entries, bytes, max_bytes, latency, p99_micros)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (cache_name, tier, at) DO UPDATE SET seconds = m.seconds + excluded.seconds,
                hits = m.hits + excluded.hits, misses = m.misses + excluded.misses,
                stale_hits = m.stale_hits + excluded.stale_hits, writes = m.writes + excluded.writes,
                errors = m.errors + excluded.errors, origin_calls = m.origin_calls + excluded.origin_calls,
                origin_errors = m.origin_errors + excluded.origin_errors, bytes_out = m.bytes_out + excluded.bytes_out,
                bytes_in = m.bytes_in + excluded.bytes_in, evictions = m.evictions + excluded.evictions,
                early_evictions = m.early_evictions + excluded.early_evictions,
                entries = greatest(m.entries, excluded.entries), bytes = greatest(m.bytes, excluded.bytes),
                max_bytes = greatest(m.max_bytes, excluded.max_bytes), latency = coalesce(excluded.latency, m.latency),
                p99_micros = coalesce(excluded.p99_micros, m.p99_micros)
            """;

    Uni<Void> add(SqlConnection connection, Map<Minute.Key, Minute> minutes) {
        return Multi.createFrom()
                .iterable(minutes.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> add(connection, entry.getKey(), entry.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> add(SqlConnection connection, Minute.Key key, Minute minute) {
        OffsetDateTime at = Instant.ofEpochSecond(key.epochMinute() * 60).atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(key.cacheName(), key.tier(), at))
                .map(rows -> merged(rows, minute))
                .flatMap(latency -> connection.preparedQuery(ADD).execute(row(key, at, minute, latency)))
                .replaceWithVoid();
    }

    private static Histogram merged(RowSet<io.vertx.mutiny.sqlclient.Row> rows, Minute minute) {
        Histogram histogram = minute.latency.copy();
        for (var row : rows) {
            if (row.getBuffer("latency") != null) {
                histogram.add(Latencies.decoded(row.getBuffer("latency").getBytes()));
            }
        }
        return histogram;
    }

    private static Tuple row(Minute.Key key, OffsetDateTime at, Minute m, Histogram latency) {
        Tuple row = Tuple.tuple();
        row.addString(key.cacheName()).addString(key.tier()).addOffsetDateTime(at);
        row.addInteger((int) m.seconds)
                .addLong(m.hits)
                .addLong(m.misses)
                .addLong(m.staleHits)
                .addLong(m.writes);
        row.addLong(m.errors)
                .addLong(m.originCalls)
                .addLong(m.originErrors)
                .addLong(m.bytesOut)
                .addLong(m.bytesIn);
        row.addLong(m.evictions)
                .addLong(m.earlyEvictions)
                .addLong(m.entries())
                .addLong(m.bytes())
                .addLong(m.maxBytes());
        byte[] encoded = Latencies.encoded(latency);
        row.addValue(encoded == null ? null : Buffer.buffer(encoded));
        return row.addLong(encoded == null ? null : latency.getValueAtPercentile(99));
    }
}
