package dev.terrace.optimizer.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States and offsets in PostgreSQL. */
public final class Snapshots {
    private static final String ADVANCE = "INSERT INTO progress (topic, part, next) VALUES ($1, $2, $4)"
            + " ON CONFLICT (topic, part) DO UPDATE SET next = excluded.next WHERE progress.next = $3";
    private static final String KEEP = "INSERT INTO profile (cache_name, part, state, marks, saved_at)"
            + " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (cache_name) DO UPDATE SET part = excluded.part,"
            + " state = excluded.state, marks = excluded.marks, saved_at = excluded.saved_at";

    private final Pool pool;
    private final MinuteRows minutes = new MinuteRows();
    private final InstantSource clock;

    public Snapshots(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Somebody else read on in a partition that we took for ours: what we counted of it is not to be written. */
    public static final class NotOursException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOursException(Progress progress) {
            super("partition " + progress.topic() + "-" + progress.part() + " was read on by another instance");
        }
    }

    /** Writes all of it or nothing. */
    public Uni<Void> write(Snapshot snapshot) {
        return pool.withTransaction(connection -> each(snapshot.progress(), p -> advance(connection, p))
                .chain(() -> each(snapshot.profiles(), p -> keep(connection, p)))
                .chain(() -> each(snapshot.forgotten(), name -> forget(connection, name)))
                .chain(() -> minutes.add(connection, snapshot.minutes())));
    }

    /** The next offset of a partition; empty when it was never read. */
    public Uni<Optional<Long>> next(String topic, int part) {
        return pool.preparedQuery("SELECT next FROM progress WHERE topic = $1 AND part = $2")
                .execute(Tuple.of(topic, part))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getLong("next")));
    }

    /** Profiles of the caches whose samples come from that partition. */
    public Uni<List<SavedProfile>> profiles(int part) {
        return pool.preparedQuery("SELECT cache_name, part, state, marks FROM profile WHERE part = $1")
                .execute(Tuple.of(part))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(Snapshots::profile)
                .collect()
                .asList();
    }

    /** The profile of a cache. */
    public Uni<Optional<SavedProfile>> profile(String cacheName) {
        return pool.preparedQuery("SELECT cache_name, part, state, marks FROM profile WHERE cache_name = $1")
                .execute(Tuple.of(cacheName))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(profile(rows.iterator().next())));
    }

    /** Names of the caches with a profile. */
    public Uni<List<String>> cacheNames() {
        return pool.query("SELECT cache_name FROM profile UNION SELECT DISTINCT cache_name FROM minute"
                        + " WHERE at > now() - interval '7 days'")
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(row -> row.getString(0))
                .collect()
                .asList();
    }

    private static Uni<Void> advance(SqlConnection connection, Progress progress) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(progress.topic(), progress.part(), progress.before(), progress.next()))
                .invoke(result -> {
                    if (result.rowCount() != 1) {
                        throw new NotOursException(progress);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> keep(SqlConnection connection, SavedProfile profile) {
        JsonObject marks = new JsonObject();
        profile.marks()
                .forEach((node, mark) -> marks.put(
                        node, new JsonObject().put("epoch", mark.epoch()).put("sequence", mark.sequence())));
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.from(List.of(
                        profile.cacheName(),
                        profile.part(),
                        io.vertx.core.buffer.Buffer.buffer(profile.state()),
                        marks,
                        clock.instant().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    private static Uni<Void> forget(SqlConnection connection, String cacheName) {
        return connection
                .preparedQuery("DELETE FROM profile WHERE cache_name = $1")
                .execute(Tuple.of(cacheName))
                .replaceWithVoid();
    }

    private static SavedProfile profile(Row row) {
        Map<String, SavedProfile.Mark> marks = new HashMap<>();
        JsonObject json = row.getJsonObject("marks");
        for (String node : json.fieldNames()) {
            JsonObject mark = json.getJsonObject(node);
            marks.put(node, new SavedProfile.Mark(mark.getLong("epoch"), mark.getLong("sequence")));
        }
        Buffer state = row.getBuffer("state");
        return new SavedProfile(row.getString("cache_name"), row.getInteger("part"), state.getBytes(), marks);
    }

    private static <T> Uni<Void> each(List<T> items, java.util.function.Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
