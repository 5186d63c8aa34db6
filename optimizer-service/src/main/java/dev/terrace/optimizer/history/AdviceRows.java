package dev.terrace.optimizer.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.optimizer.advice.Advice;
import dev.terrace.optimizer.advice.AdviceStore;
import dev.terrace.optimizer.advice.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recommendations in PostgreSQL; what they say is one JSON document. */
public final class AdviceRows implements AdviceStore {
    private static final ObjectMapper JSON = StrictJson.tolerant();
    private static final String COLUMNS =
            "SELECT id, cache_name, kind, status, body, impact_score, created_at, updated_at FROM recommendation ";

    private final Pool pool;

    public AdviceRows(Pool pool) {
        this.pool = pool;
    }

    /**
     * Which ones.
     *
     * @param cacheName of this cache, null for all
     * @param status in this state, null for all
     * @param caches of these caches, empty for all
     */
    public record Filter(
            @Nullable String cacheName, @Nullable Status status, Set<String> caches) {}

    /** Where a page goes on: after this one. */
    public record After(Instant createdAt, String id) {}

    /** The newest first. */
    public Uni<List<Advice>> list(Filter filter, @Nullable After after, int limit) {
        Tuple values = Tuple.tuple();
        values.addString(filter.cacheName());
        Status status = filter.status();
        values.addString(status == null ? null : status.wireName());
        values.addArrayOfString(filter.caches().toArray(String[]::new));
        values.addOffsetDateTime(after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC));
        values.addString(after == null ? null : after.id());
        values.addInteger(limit);
        return pool.preparedQuery(COLUMNS
                        + "WHERE ($1::text IS NULL OR cache_name = $1) AND ($2::text IS NULL OR status = $2)"
                        + " AND (cardinality($3::text[]) = 0 OR cache_name = ANY($3))"
                        + " AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::text))"
                        + " ORDER BY created_at DESC, id DESC LIMIT $6")
                .execute(values)
                .map(AdviceRows::all);
    }

    @Override
    public Uni<Optional<Advice>> find(String id) {
        return pool.preparedQuery(COLUMNS + "WHERE id = $1")
                .execute(Tuple.of(id))
                .map(AdviceRows::first);
    }

    @Override
    public Uni<Optional<Advice>> latest(String cacheName, String kind) {
        return pool.preparedQuery(COLUMNS + "WHERE cache_name = $1 AND kind = $2 ORDER BY created_at DESC LIMIT 1")
                .execute(Tuple.of(cacheName, kind))
                .map(AdviceRows::first);
    }

    @Override
    public Uni<List<Advice>> proposed(String cacheName) {
        return pool.preparedQuery(COLUMNS + "WHERE cache_name = $1 AND status = 'proposed' ORDER BY impact_score DESC")
                .execute(Tuple.of(cacheName))
                .map(AdviceRows::all);
    }

    @Override
    public Uni<Boolean> add(Advice advice) {
        return pool.preparedQuery("INSERT INTO recommendation"
                        + " (id, cache_name, kind, status, title, body, impact_score, created_at, updated_at)"
                        + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING")
                .execute(row(advice).addOffsetDateTime(advice.updatedAt().atOffset(ZoneOffset.UTC)))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Uni<Boolean> replace(Status expected, Advice advice) {
        return pool.preparedQuery(
                        "UPDATE recommendation SET cache_name = $2, kind = $3, status = $4, title = $5, body = $6,"
                                + " impact_score = $7, created_at = $8, updated_at = $9 WHERE id = $1 AND status = $10")
                .execute(row(advice)
                        .addOffsetDateTime(advice.updatedAt().atOffset(ZoneOffset.UTC))
                        .addString(expected.wireName()))
                .map(done -> done.rowCount() == 1);
    }

    private static Tuple row(Advice advice) {
        Tuple row = Tuple.tuple();
        row.addString(advice.id()).addString(advice.cacheName()).addString(advice.kind());
        row.addString(advice.status().wireName()).addString(advice.content().title());
        row.addValue(body(advice)).addDouble(advice.impactScore());
        return row.addOffsetDateTime(advice.createdAt().atOffset(ZoneOffset.UTC));
    }

    private static JsonObject body(Advice advice) {
        try {
            return new JsonObject(JSON.writeValueAsString(advice.content()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A recommendation must be writable", e);
        }
    }

    private static List<Advice> all(RowSet<Row> rows) {
        List<Advice> all = new ArrayList<>();
        rows.forEach(row -> all.add(advice(row)));
        return List.copyOf(all);
    }

    private static Optional<Advice> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static Advice advice(Row row) {
        try {
            String body = row.getJsonObject("body").encode();
            return new Advice(
                    row.getString("id"),
                    row.getString("cache_name"),
                    row.getString("kind"),
                    Status.named(row.getString("status")).orElseThrow(),
                    JSON.readValue(body, Advice.Content.class),
                    row.getDouble("impact_score"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("updated_at").toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A recommendation on record cannot be read: " + row.getString("id"), e);
        }
    }
}
