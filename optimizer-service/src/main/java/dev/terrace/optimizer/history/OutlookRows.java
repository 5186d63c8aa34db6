package dev.terrace.optimizer.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.optimizer.advice.Outlook;
import dev.terrace.optimizer.advice.OutlookStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Outlooks in PostgreSQL; what they say is one JSON document. */
public final class OutlookRows implements OutlookStore {
    private static final ObjectMapper JSON = StrictJson.tolerant();

    private final Pool pool;

    public OutlookRows(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> keep(List<Outlook> outlooks) {
        if (outlooks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = outlooks.stream().map(OutlookRows::row).toList();
        return pool.preparedQuery(
                        "INSERT INTO forecast (cache_name, metric, made_at, body) VALUES ($1, $2, $3, $4)"
                                + " ON CONFLICT (cache_name, metric) DO UPDATE SET made_at = excluded.made_at, body = excluded.body")
                .executeBatch(rows)
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Outlook>> kept(String cacheName) {
        return pool.preparedQuery("SELECT body FROM forecast WHERE cache_name = $1")
                .execute(Tuple.of(cacheName))
                .map(OutlookRows::all);
    }

    @Override
    public Uni<Void> drop(Instant before) {
        return pool.preparedQuery("DELETE FROM forecast WHERE made_at < $1")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Tuple row(Outlook outlook) {
        return Tuple.of(
                outlook.cacheName(),
                outlook.figure().wireName(),
                outlook.madeAt().atOffset(ZoneOffset.UTC),
                body(outlook));
    }

    private static JsonObject body(Outlook outlook) {
        try {
            return new JsonObject(JSON.writeValueAsString(outlook));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An outlook must be writable", e);
        }
    }

    private static List<Outlook> all(RowSet<Row> rows) {
        List<Outlook> all = new ArrayList<>();
        rows.forEach(row -> all.add(outlook(row)));
        all.sort(Comparator.comparing(Outlook::figure));
        return List.copyOf(all);
    }

    private static Outlook outlook(Row row) {
        try {
            return JSON.readValue(row.getJsonObject("body").encode(), Outlook.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An outlook on record cannot be read", e);
        }
    }
}
