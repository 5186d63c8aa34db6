package dev.terrace.optimizer.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scheduled work: paused or not, when it last ran and what came of it; at most one instance at it at a time. */
public final class Schedules {
    private final Pool pool;
    private final InstantSource clock;

    public Schedules(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param id its name
     * @param paused whether it does not run by itself
     * @param lastRun when it last ended, UTC
     * @param lastResult what came of it
     */
    public record Schedule(
            String id,
            boolean paused,
            @Nullable Instant lastRun,
            @Nullable Map<String, Object> lastResult) {}

    /** Makes sure that it is on record. */
    public Uni<Void> register(String id) {
        return pool.preparedQuery("INSERT INTO schedule (id) VALUES ($1) ON CONFLICT DO NOTHING")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** All of them. */
    public Uni<List<Schedule>> all() {
        return pool.query("SELECT id, paused, last_run, last_result FROM schedule ORDER BY id")
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(Schedules::schedule)
                .collect()
                .asList();
    }

    /** Pauses it or lets it go on; empty when there is none of that name. */
    public Uni<Optional<Schedule>> pause(String id, boolean paused) {
        return pool.preparedQuery("UPDATE schedule SET paused = $2 WHERE id = $1"
                        + " RETURNING id, paused, last_run, last_result")
                .execute(Tuple.of(id, paused))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(schedule(rows.iterator().next())));
    }

    /** Runs it unless another instance is at it, or it is paused and {@code anyway} is false. True when it ran. */
    public Uni<Boolean> run(String id, boolean anyway, Supplier<Uni<Map<String, Object>>> work) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("SELECT pg_try_advisory_xact_lock(hashtext('terrace.optimizer.' || $1)) AS locked,"
                        + " paused FROM schedule WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 1 && due(rows.iterator().next(), anyway))
                .flatMap(due -> due
                        ? work.get()
                                .flatMap(result -> connection
                                        .preparedQuery(
                                                "UPDATE schedule SET last_run = $2, last_result = $3 WHERE id = $1")
                                        .execute(Tuple.of(id, now(), new JsonObject(result))))
                                .replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    private static boolean due(Row row, boolean anyway) {
        return row.getBoolean("locked") && (anyway || !row.getBoolean("paused"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Schedule schedule(Row row) {
        OffsetDateTime lastRun = row.getOffsetDateTime("last_run");
        JsonObject result = row.getJsonObject("last_result");
        return new Schedule(
                row.getString("id"),
                row.getBoolean("paused"),
                lastRun == null ? null : lastRun.toInstant(),
                result == null ? null : result.getMap());
    }
}
