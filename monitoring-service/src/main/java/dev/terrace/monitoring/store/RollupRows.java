package dev.terrace.monitoring.store;

import dev.terrace.monitoring.history.Aggregate;
import dev.terrace.monitoring.history.Bucket;
import dev.terrace.monitoring.history.Gauge;
import dev.terrace.monitoring.history.Latencies;
import dev.terrace.monitoring.history.LatencyCodec;
import dev.terrace.monitoring.history.TierAggregate;
import dev.terrace.monitoring.history.TierTotals;
import dev.terrace.monitoring.history.Totals;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bucket is a row for the cache as a whole (tier empty) and one for each tier. */
final class RollupRows {
    private static final String WHOLE = "";

    private RollupRows() {}

    static List<Tuple> of(Bucket bucket) {
        List<Tuple> rows = new ArrayList<>();
        Aggregate figures = bucket.figures();
        rows.add(row(bucket, WHOLE, figures.totals(), TierTotals.NONE, Gauge.UNKNOWN, figures.latencies()));
        figures.tiers()
                .forEach((name, tier) ->
                        rows.add(row(bucket, name, ofTier(tier), tier.totals(), tier.gauge(), tier.latencies())));
        return rows;
    }

    /** A tier's hits, misses and errors lie in the columns of the same names. */
    private static Totals ofTier(TierAggregate tier) {
        TierTotals t = tier.totals();
        return new Totals(t.hits(), t.misses(), 0, 0, 0, t.errors(), 0, 0, 0, 0);
    }

    private static Tuple row(Bucket b, String tier, Totals t, TierTotals tt, Gauge g, Latencies latencies) {
        OffsetDateTime start = Instant.ofEpochSecond(b.start()).atOffset(ZoneOffset.UTC);
        Tuple row = Tuple.tuple().addString(b.cacheName()).addString(tier).addOffsetDateTime(start);
        row.addInteger(b.figures().windows());
        long[] counts = {
            t.hits(),
            t.misses(),
            t.staleHits(),
            t.writes(),
            t.removals(),
            t.errors(),
            t.originCalls(),
            t.originErrors(),
            t.bytesOut(),
            t.bytesIn(),
            tt.stores(),
            tt.refused(),
            tt.evictions(),
            tt.earlyEvictions(),
            g.entries(),
            g.bytes(),
            g.maxBytes()
        };
        for (long count : counts) {
            row.addLong(count);
        }
        return row.addString(g.breaker()).addValue(Buffer.buffer(LatencyCodec.encode(latencies)));
    }

    static List<Bucket> buckets(RowSet<Row> rows) {
        Map<String, Bucket> buckets = new LinkedHashMap<>();
        for (Row row : rows) {
            String cache = row.getString("cache_name");
            long start = row.getOffsetDateTime("start").toEpochSecond();
            Bucket bucket = buckets.computeIfAbsent(
                    start + "/" + cache,
                    key -> new Bucket(
                            cache, start, new Aggregate(1, Totals.NONE, Latencies.NONE, new LinkedHashMap<>())));
            String tier = row.getString("tier");
            if (tier.equals(WHOLE)) {
                Map<String, TierAggregate> tiers = bucket.figures().tiers();
                buckets.put(
                        start + "/" + cache,
                        new Bucket(
                                cache,
                                start,
                                new Aggregate(row.getInteger("windows"), totals(row), latencies(row), tiers)));
            } else {
                bucket.figures().tiers().put(tier, new TierAggregate(tierTotals(row), latencies(row), gauge(row)));
            }
        }
        return List.copyOf(buckets.values());
    }

    private static Totals totals(Row r) {
        return new Totals(
                r.getLong("hits"),
                r.getLong("misses"),
                r.getLong("stale_hits"),
                r.getLong("writes"),
                r.getLong("removals"),
                r.getLong("errors"),
                r.getLong("origin_calls"),
                r.getLong("origin_errors"),
                r.getLong("bytes_out"),
                r.getLong("bytes_in"));
    }

    private static TierTotals tierTotals(Row r) {
        return new TierTotals(
                r.getLong("hits"),
                r.getLong("misses"),
                r.getLong("errors"),
                r.getLong("stores"),
                r.getLong("refused"),
                r.getLong("evictions"),
                r.getLong("early_evictions"));
    }

    private static Gauge gauge(Row r) {
        return new Gauge(r.getLong("entries"), r.getLong("bytes"), r.getLong("max_bytes"), r.getString("breaker"));
    }

    private static Latencies latencies(Row row) {
        var bytes = row.getBuffer("latency");
        return bytes == null ? Latencies.NONE : LatencyCodec.decode(bytes.getBytes());
    }
}
