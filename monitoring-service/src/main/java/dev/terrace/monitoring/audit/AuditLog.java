package dev.terrace.monitoring.audit;

import dev.terrace.events.Audited;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Audit rows in the order they came. Appended only: the database refuses to change or remove one. */
public final class AuditLog {
    private static final String SELECT = "SELECT * FROM monitoring.audit WHERE ($1::text IS NULL OR actor = $1)"
            + " AND ($2::text IS NULL OR action = $2) AND ($3::text IS NULL OR resource = $3)"
            + " AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)"
            + " AND ($6::bigint IS NULL OR seq < $6) ORDER BY seq DESC LIMIT $7";

    private final Pool pool;

    /** A row as it is on the wire. */
    public record AuditRow(
            long seq,
            String id,
            String service,
            String actor,
            String action,
            String resource,
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String reason,
            Instant at) {}

    /** Which rows are asked for; null means any. */
    public record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String resource,
            @Nullable Instant from,
            @Nullable Instant to) {}

    public AuditLog(Pool pool) {
        this.pool = pool;
    }

    /** Appends it unless a row of its id is there. */
    public Uni<Void> append(Audited row) {
        Tuple values = Tuple.tuple()
                .addString(row.id())
                .addString(row.service())
                .addString(row.actor())
                .addString(row.action())
                .addString(row.resource())
                .addValue(new JsonObject(row.before()))
                .addValue(new JsonObject(row.after()))
                .addString(row.reason())
                .addValue(row.at().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery("INSERT INTO monitoring.audit (id, service, actor, action, resource, before, after,"
                        + " reason, at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (id) DO NOTHING")
                .execute(values)
                .replaceWithVoid();
    }

    /** A page of rows, the newest first. */
    public Uni<List<AuditRow>> list(Filter filter, @Nullable Long beforeSeq, int limit) {
        Tuple values = Tuple.tuple()
                .addString(filter.actor())
                .addString(filter.action())
                .addString(filter.resource())
                .addValue(filter.from() == null ? null : filter.from().atOffset(ZoneOffset.UTC))
                .addValue(filter.to() == null ? null : filter.to().atOffset(ZoneOffset.UTC))
                .addLong(beforeSeq)
                .addInteger(limit);
        return pool.preparedQuery(SELECT).execute(values).map(rows -> {
            List<AuditRow> all = new ArrayList<>();
            rows.forEach(row -> all.add(read(row)));
            return all;
        });
    }

    private static AuditRow read(Row row) {
        return new AuditRow(
                row.getLong("seq"),
                row.getString("id"),
                row.getString("service"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("resource"),
                ((JsonObject) row.getJson("before")).getMap(),
                ((JsonObject) row.getJson("after")).getMap(),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant());
    }
}
