package dev.terrace.monitoring.store;

import dev.terrace.monitoring.history.Resolution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Partitions of the rollups: made when the first bucket needs them, dropped whole when they are old. Their name tells their begin. */
public final class Partitions {
    private static final DateTimeFormatter BEGIN =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

    private final Pool pool;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /**
     * A partition that was dropped, or would be.
     *
     * @param table the table it belongs to
     * @param partition its name
     * @param rows rows in it
     * @param bytes on disk, indexes included
     */
    public record Dropped(String table, String partition, long rows, long bytes) {}

    public Partitions(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> make(Resolution resolution, List<Instant> begins) {
        return Multi.createFrom()
                .iterable(begins)
                .filter(begin -> !made.contains(name(resolution, begin)))
                .onItem()
                .transformToUniAndConcatenate(begin -> make(resolution, begin))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> make(Resolution resolution, Instant begin) {
        String name = name(resolution, begin);
        String sql = "CREATE TABLE IF NOT EXISTS monitoring." + name + " PARTITION OF monitoring." + resolution.table()
                + " FOR VALUES FROM ('" + begin + "') TO ('" + begin.plus(resolution.partition()) + "')";
        return pool.query(sql).execute().map(done -> made.add(name));
    }

    /** Drops those that end by {@code before}, or only tells which. */
    public Uni<List<Dropped>> drop(Resolution resolution, Instant before, boolean dryRun) {
        return pool.preparedQuery("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                        + " WHERE i.inhparent = ('monitoring.' || $1)::regclass ORDER BY c.relname")
                .execute(Tuple.of(resolution.table()))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(row -> row.getString("relname"))
                .filter(name ->
                        !begin(resolution, name).plus(resolution.partition()).isAfter(before))
                .onItem()
                .transformToUniAndConcatenate(name -> drop(resolution, name, dryRun))
                .collect()
                .in(ArrayList<Dropped>::new, List::add)
                .map(List::copyOf);
    }

    private Uni<Dropped> drop(Resolution resolution, String name, boolean dryRun) {
        String relation = "monitoring." + name;
        return pool.query("SELECT (SELECT count(*) FROM " + relation + ") AS rows, pg_total_relation_size('" + relation
                        + "') AS bytes")
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Dropped(resolution.table(), name, row.getLong("rows"), row.getLong("bytes")))
                .call(dropped -> dryRun ? Uni.createFrom().voidItem() : drop(name));
    }

    private Uni<Void> drop(String name) {
        made.remove(name);
        return pool.query("DROP TABLE IF EXISTS monitoring." + name).execute().replaceWithVoid();
    }

    private static String name(Resolution resolution, Instant begin) {
        return resolution.table() + "_" + BEGIN.format(begin);
    }

    private static Instant begin(Resolution resolution, String name) {
        return BEGIN.parse(
                        name.substring(resolution.table().length() + 1),
                        parsed -> java.time.LocalDateTime.of(
                                parsed.get(java.time.temporal.ChronoField.YEAR),
                                parsed.get(java.time.temporal.ChronoField.MONTH_OF_YEAR),
                                parsed.get(java.time.temporal.ChronoField.DAY_OF_MONTH),
                                parsed.get(java.time.temporal.ChronoField.HOUR_OF_DAY),
                                0))
                .toInstant(ZoneOffset.UTC);
    }
}
