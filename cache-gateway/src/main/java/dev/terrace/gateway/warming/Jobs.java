package dev.terrace.gateway.warming;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs in PostgreSQL: any node shows them, the one that runs a job touches it each second. */
@Singleton
public class Jobs {
    private static final Duration LOST = Duration.ofSeconds(30);
    private static final String RUNNING = "running";

    private final Pool pool;
    private final InstantSource clock;

    @Inject
    public Jobs(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A new one, about to run. */
    public Uni<Job> begin(String kind, String cacheName, long total, String actor) {
        Tuple row = Tuple.tuple()
                .addString(Job.PREFIX + UUID.randomUUID())
                .addString(kind)
                .addString(cacheName)
                .addLong(total)
                .addString(actor)
                .addOffsetDateTime(now());
        return pool.preparedQuery(
                        "INSERT INTO gateway.job (id, kind, cache_name, status, done, total, actor, created_at,"
                                + " started_at, touched_at) VALUES ($1, $2, $3, 'running', 0, $4, $5, $6, $6, $6) RETURNING *")
                .execute(row)
                .map(rows -> jobs(rows).getFirst());
    }

    /** How far it is; true when it is to stop. */
    Uni<Boolean> touch(String id, long done) {
        return pool.preparedQuery("UPDATE gateway.job SET done = $2, touched_at = $3 WHERE id = $1 RETURNING cancelled")
                .execute(Tuple.of(id, done, now()))
                .map(rows -> rows.rowCount() == 0 || rows.iterator().next().getBoolean(0));
    }

    /** It has ended. */
    Uni<Void> end(String id, String status, long done, @Nullable Map<String, Object> result, @Nullable String error) {
        Tuple row = Tuple.tuple()
                .addString(id)
                .addString(status)
                .addLong(done)
                .addJsonObject(result == null ? null : new JsonObject(result))
                .addString(error)
                .addOffsetDateTime(now());
        return pool.preparedQuery(
                        "UPDATE gateway.job SET status = $2, done = $3, result = $4, error = $5, finished_at = $6,"
                                + " touched_at = $6 WHERE id = $1")
                .execute(row)
                .replaceWithVoid();
    }

    /** Asks a running one to stop; empty when there is none of that id. */
    public Uni<Optional<Job>> cancel(String id) {
        return pool.preparedQuery("UPDATE gateway.job SET cancelled = true WHERE id = $1 RETURNING *")
                .execute(Tuple.of(id))
                .map(rows -> jobs(rows).stream().findFirst());
    }

    /** The job of that id. */
    public Uni<Optional<Job>> find(String id) {
        return pool.preparedQuery("SELECT * FROM gateway.job WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> jobs(rows).stream().findFirst());
    }

    /** Newest first, only those before the given one. */
    public Uni<List<Job>> page(long beforeSeq, int limit) {
        return pool.preparedQuery("SELECT * FROM gateway.job WHERE seq < $1 ORDER BY seq DESC LIMIT $2")
                .execute(Tuple.of(beforeSeq, limit))
                .map(this::jobs);
    }

    private List<Job> jobs(RowSet<Row> rows) {
        List<Job> jobs = new ArrayList<>(rows.size());
        for (Row row : rows) {
            jobs.add(job(row));
        }
        return jobs;
    }

    private Job job(Row row) {
        Instant touched = row.getOffsetDateTime("touched_at").toInstant();
        boolean lost =
                RUNNING.equals(row.getString("status")) && touched.plus(LOST).isBefore(clock.instant());
        JsonObject result = row.getJsonObject("result");
        return new Job(
                row.getLong("seq"),
                row.getString("id"),
                row.getString("kind"),
                row.getString("cache_name"),
                lost ? "failed" : row.getString("status"),
                row.getLong("done"),
                row.getLong("total"),
                result == null ? null : result.getMap(),
                lost ? "The node that ran it went away." : row.getString("error"),
                instant(row.getOffsetDateTime("started_at")),
                lost ? touched : instant(row.getOffsetDateTime("finished_at")));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
