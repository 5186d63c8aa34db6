package dev.terrace.monitoring.store;

import dev.terrace.monitoring.alert.Alert;
import dev.terrace.monitoring.alert.AlertStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alerts in PostgreSQL: a partial unique index keeps one open row a fingerprint, a version column lets one of two writers win. */
public final class PostgresAlerts implements AlertStore {
    private static final String TABLE = "monitoring.alert";

    private final Pool pool;

    /**
     * Which alerts are asked for; null or empty means any.
     *
     * @param statuses one of these
     * @param severities one of these
     * @param cacheName of this cache
     * @param visible of one of these caches
     */
    public record Filter(
            Set<String> statuses,
            Set<String> severities,
            @Nullable String cacheName,
            Set<String> visible) {}

    /** Where a page begins: after the alert that began then and has that id. */
    public record After(Instant startedAt, String id) {}

    public PostgresAlerts(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Alert>> watched(Instant now) {
        return pool.preparedQuery("SELECT * FROM " + TABLE + " WHERE resolved_at IS NULL OR quiet_until > $1")
                .execute(Tuple.of(AlertRow.time(now)))
                .map(PostgresAlerts::all);
    }

    @Override
    public Uni<Optional<Alert>> find(String id) {
        return pool.preparedQuery("SELECT * FROM " + TABLE + " WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> all(rows).stream().findFirst());
    }

    @Override
    public Uni<Boolean> save(Alert alert, Instant at) {
        return alert.version() == 0 ? insert(alert, at) : update(alert, at);
    }

    private Uni<Boolean> insert(Alert alert, Instant at) {
        String sql = "INSERT INTO " + TABLE + " (" + AlertRow.CHANGING + ", " + AlertRow.STAYING + ", version) VALUES ("
                + numbers(1, 19) + ", 1) ON CONFLICT DO NOTHING";
        return pool.preparedQuery(sql)
                .execute(AlertRow.staying(AlertRow.changing(alert, at), alert))
                .map(done -> done.rowCount() == 1);
    }

    private Uni<Boolean> update(Alert alert, Instant at) {
        String sql = "UPDATE " + TABLE + " SET (" + AlertRow.CHANGING + ", version) = ROW(" + numbers(1, 11)
                + ", version + 1) WHERE id = $12 AND version = $13";
        return pool.preparedQuery(sql)
                .execute(AlertRow.changing(alert, at).addString(alert.id()).addLong(alert.version()))
                .map(done -> done.rowCount() == 1);
    }

    private static String numbers(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append(i == from ? "$" : ", $").append(i);
        }
        return text.toString();
    }

    /** A page of them, the newest first. */
    public Uni<List<Alert>> list(Filter filter, @Nullable After after, int limit) {
        String sql = "SELECT * FROM " + TABLE + " WHERE (cardinality($1::text[]) = 0 OR status = ANY ($1))"
                + " AND (cardinality($2::text[]) = 0 OR severity = ANY ($2))"
                + " AND ($3::text IS NULL OR cache_name = $3)"
                + " AND (cardinality($4::text[]) = 0 OR cache_name = ANY ($4))"
                + " AND ($5::timestamptz IS NULL OR (started_at, id) < ($5, $6))"
                + " ORDER BY started_at DESC, id DESC LIMIT $7";
        Tuple values = Tuple.tuple()
                .addArrayOfString(filter.statuses().toArray(String[]::new))
                .addArrayOfString(filter.severities().toArray(String[]::new))
                .addString(filter.cacheName())
                .addArrayOfString(filter.visible().toArray(String[]::new))
                .addValue(after == null ? null : AlertRow.time(after.startedAt()))
                .addString(after == null ? null : after.id())
                .addInteger(limit);
        return pool.preparedQuery(sql).execute(values).map(PostgresAlerts::all);
    }

    /** How many were resolved before then; they are removed unless it is a dry run. */
    public Uni<Long> remove(Instant before, boolean dryRun) {
        String sql = dryRun
                ? "SELECT count(*) AS n FROM " + TABLE + " WHERE resolved_at < $1"
                : "WITH gone AS (DELETE FROM " + TABLE
                        + " WHERE resolved_at < $1 RETURNING 1) SELECT count(*) AS n FROM gone";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(AlertRow.time(before)))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private static List<Alert> all(RowSet<Row> rows) {
        List<Alert> alerts = new ArrayList<>();
        rows.forEach(row -> alerts.add(AlertRow.read(row)));
        return alerts;
    }
}
