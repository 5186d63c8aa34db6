package dev.terrace.gateway.warming.kept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.gateway.warming.Job;
import dev.terrace.gateway.warming.Jobs;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kept warming jobs in PostgreSQL. */
@Singleton
public class KeptJobs {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String ACTOR = "schedule";

    private final Pool pool;
    private final Jobs jobs;
    private final ObjectMapper json;
    private final InstantSource clock;

    @Inject
    public KeptJobs(Pool pool, Jobs jobs, ObjectMapper json, InstantSource clock) {
        this.pool = pool;
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    /** A run that this node is to do: the kept job, and the job that was written down for it. */
    public record Claim(KeptJob kept, Job run) {}

    /** Up to that many in order of their ids after the given one. */
    public Uni<List<KeptJob>> page(long afterId, int limit) {
        return pool.preparedQuery("SELECT * FROM gateway.warming WHERE id > $1 ORDER BY id LIMIT $2")
                .execute(Tuple.of(afterId, limit))
                .flatMap(rows -> kept(pool, rows));
    }

    /** The one of that id; 404. */
    public Uni<KeptJob> get(long id) {
        return pool.preparedQuery("SELECT * FROM gateway.warming WHERE id = $1")
                .execute(Tuple.of(id))
                .flatMap(rows -> kept(pool, rows))
                .map(KeptJobs::one);
    }

    /** Keeps a new one; 409 when the name is taken. */
    public Uni<KeptJob> create(Definition definition) {
        return pool.preparedQuery("INSERT INTO gateway.warming (name, cache_name, definition, next_run_at, created_at,"
                        + " updated_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING *")
                .execute(row(definition))
                .flatMap(rows -> kept(pool, rows))
                .map(KeptJobs::one)
                .onFailure(KeptJobs::taken)
                .transform(failure -> nameTaken());
    }

    /** Puts another definition in its place; 404, 409. A run that is under way goes on as it began. */
    public Uni<KeptJob> change(long id, Definition definition) {
        return pool.preparedQuery("UPDATE gateway.warming SET name = $1, cache_name = $2, definition = $3,"
                        + " next_run_at = $4, updated_at = $5 WHERE id = $6 RETURNING *")
                .execute(row(definition).addLong(id))
                .flatMap(rows -> kept(pool, rows))
                .map(KeptJobs::one)
                .onFailure(KeptJobs::taken)
                .transform(failure -> nameTaken());
    }

    /** Forgets it; 404. A run that is under way goes on. */
    public Uni<Void> delete(long id) {
        return pool.preparedQuery("DELETE FROM gateway.warming WHERE id = $1")
                .execute(Tuple.of(id))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw missing();
                    }
                })
                .replaceWithVoid();
    }

    /** Writes a run down that someone asked for; 404, 409 when one is under way. The row is locked, so two callers begin one run. */
    public Uni<Claim> begin(long id, String actor) {
        return pool.withTransaction(at -> at.preparedQuery("SELECT * FROM gateway.warming WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .flatMap(rows -> kept(at, rows))
                .map(KeptJobs::one)
                .flatMap(kept -> {
                    if (underWay(kept)) {
                        throw Problem.of(Kind.CONFLICT, "A run of it is under way.");
                    }
                    return written(at, kept, kept.nextRunAt(), actor);
                }));
    }

    /**
     * Takes one that is due, if there is one that no other gateway is taking: its row is locked while its next time and its run are written.
     * However many times have passed meanwhile, it is run once. While its last run is under way it is put off to its next time.
     */
    public Uni<Optional<Claim>> due() {
        Instant now = clock.instant();
        return pool.withTransaction(at -> at.preparedQuery("SELECT * FROM gateway.warming WHERE next_run_at <= $1"
                        + " ORDER BY next_run_at LIMIT 1 FOR UPDATE SKIP LOCKED")
                .execute(Tuple.of(at(now)))
                .flatMap(rows -> kept(at, rows))
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : taken(at, found.getFirst(), next(found.getFirst().definition(), now))));
    }

    private Uni<Optional<Claim>> taken(SqlClient at, KeptJob kept, @Nullable Instant next) {
        if (!underWay(kept)) {
            return written(at, kept, next, ACTOR).map(Optional::of);
        }
        return at.preparedQuery("UPDATE gateway.warming SET next_run_at = $2 WHERE id = $1")
                .execute(Tuple.of(kept.id(), next == null ? null : at(next)))
                .map(done -> Optional.empty());
    }

    private Uni<Claim> written(SqlClient at, KeptJob kept, @Nullable Instant next, String actor) {
        long total =
                kept.definition().keys() == null ? 0 : kept.definition().keys().size();
        return jobs.begin(at, "warming", kept.cacheName(), total, actor)
                .call(run -> at.preparedQuery(
                                "UPDATE gateway.warming SET next_run_at = $2, last_job = $3 WHERE id = $1")
                        .execute(Tuple.of(kept.id(), next == null ? null : at(next), run.id())))
                .map(run -> new Claim(kept, run));
    }

    private static boolean underWay(KeptJob kept) {
        return kept.lastRun() != null && !kept.lastRun().ended();
    }

    private Tuple row(Definition definition) {
        Instant now = clock.instant();
        Instant next = next(definition, now);
        return Tuple.tuple()
                .addString(definition.name())
                .addString(definition.cacheName())
                .addJsonObject(stored(definition))
                .addOffsetDateTime(next == null ? null : at(next))
                .addOffsetDateTime(at(now));
    }

    private static @Nullable Instant next(Definition definition, Instant now) {
        String schedule = definition.schedule();
        if (schedule == null || Boolean.FALSE.equals(definition.isActive())) {
            return null;
        }
        return Schedule.of(schedule, definition.timeZone()).after(now).orElse(null);
    }

    private JsonObject stored(Definition definition) {
        try {
            return new JsonObject(json.writeValueAsString(definition));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Definition definition(Row row) {
        try {
            return json.readValue(row.getJsonObject("definition").encode(), Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("warming " + row.getLong("id") + " cannot be read", e);
        }
    }

    private Uni<List<KeptJob>> kept(SqlClient at, RowSet<Row> rows) {
        List<Row> all = new ArrayList<>();
        List<String> runs = new ArrayList<>();
        for (Row row : rows) {
            all.add(row);
            if (row.getString("last_job") != null) {
                runs.add(row.getString("last_job"));
            }
        }
        return jobs.find(at, runs).map(found -> {
            Map<String, Job> byId = new HashMap<>();
            found.forEach(job -> byId.put(job.id(), job));
            return all.stream().map(row -> kept(row, byId)).toList();
        });
    }

    private KeptJob kept(Row row, Map<String, Job> runs) {
        OffsetDateTime next = row.getOffsetDateTime("next_run_at");
        String last = row.getString("last_job");
        return new KeptJob(
                row.getLong("id"),
                row.getString("name"),
                row.getString("cache_name"),
                definition(row),
                next == null ? null : next.toInstant(),
                last == null ? null : runs.get(last));
    }

    private static KeptJob one(List<KeptJob> found) {
        if (found.isEmpty()) {
            throw missing();
        }
        return found.getFirst();
    }

    private static Problem missing() {
        return Problem.of(Kind.NOT_FOUND, "There is no such warming job.");
    }

    private static Problem nameTaken() {
        return Problem.of(Kind.CONFLICT, "There is a warming job of that name.");
    }

    private static boolean taken(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
