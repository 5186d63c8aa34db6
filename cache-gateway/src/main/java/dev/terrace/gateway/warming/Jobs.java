package dev.terrace.gateway.warming;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
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
    private static final String GONE = "The node that ran it went away.";

    private final Pool pool;
    private final InstantSource clock;

    @Inject
    public Jobs(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A new one, about to run. */
    public Uni<Job> begin(String kind, String cacheName, long total, String actor) {
        return begin(pool, kind, cacheName, total, actor);
    }

    /** The same within a transaction. */
    public Uni<Job> begin(SqlClient at, String kind, String cacheName, long total, String actor) {
        Tuple row = Tuple.tuple()
                .addString(Job.PREFIX + UUID.randomUUID())
                .addString(kind)
                .addString(cacheName)
                .addLong(total)
                .addString(actor)
                .addOffsetDateTime(now());
        return at.preparedQuery("INSERT INTO gateway.job (id, kind, cache_name, status, done, total, actor, created_at,"
                        + " started_at, touched_at) VALUES ($1, $2, $3, 'running', 0, $4, $5, $6, $6, $6) RETURNING *")
                .execute(row)
                .map(rows -> jobs(rows).getFirst());
    }

    /** How far it is; true when it is to stop: someone asked for that, or has given it up. */
    Uni<Boolean> touch(String id, long done, long total) {
        return pool.preparedQuery("UPDATE gateway.job SET done = $2, total = $3, touched_at = $4"
                        + " WHERE id = $1 AND status = 'running' RETURNING cancelled")
                .execute(Tuple.of(id, done, total, now()))
                .map(rows -> rows.rowCount() == 0 || rows.iterator().next().getBoolean(0));
    }

    /** How a job ended. */
    public record Ending(
            String id,
            String status,
            long done,
            long total,
            @Nullable Map<String, Object> result,
            @Nullable String error) {
        /** It could not be run. */
        public static Ending failed(String id, String error) {
            return new Ending(id, "failed", 0, 0, null, error);
        }
    }

    /** It has ended; nothing changes when others have given it up. */
    public Uni<Void> end(Ending ending) {
        Tuple row = Tuple.tuple()
                .addString(ending.id())
                .addString(ending.status())
                .addLong(ending.done())
                .addLong(ending.total())
                .addJsonObject(ending.result() == null ? null : new JsonObject(ending.result()))
                .addString(ending.error())
                .addOffsetDateTime(now());
        return pool.preparedQuery("UPDATE gateway.job SET status = $2, done = $3, total = $4, result = $5, error = $6,"
                        + " finished_at = $7, touched_at = $7 WHERE id = $1 AND status = 'running'")
                .execute(row)
                .replaceWithVoid();
    }

    /** Writes down that jobs are over whose node has not touched them for half a minute; how many. */
    public Uni<Integer> giveUpLost() {
        OffsetDateTime now = now();
        return pool.preparedQuery("UPDATE gateway.job SET status = 'failed', error = $3, finished_at = $2"
                        + " WHERE status IN ('queued', 'running') AND touched_at < $1")
                .execute(Tuple.of(now.minus(LOST), now, GONE))
                .map(rows -> rows.rowCount());
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

    /** Those of these ids that there are. */
    public Uni<List<Job>> find(SqlClient at, List<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : at.preparedQuery("SELECT * FROM gateway.job WHERE id = ANY($1)")
                        .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)))
                        .map(this::jobs);
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
                lost ? GONE : row.getString("error"),
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
