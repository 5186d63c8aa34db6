package dev.terrace.cdn.cdn;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Purges and how far each distribution is, in PostgreSQL. */
public final class PurgeLedger {
    private static final String JOINED =
            "SELECT p.*, r.distribution_id, r.provider, r.provider_request_id, r.status, r.items, r.error"
                    + " FROM cdn.purge p JOIN cdn.purge_request r ON r.purge_id = p.id ";

    private final Pool database;

    public PurgeLedger(Pool database) {
        this.database = database;
    }

    /** An open request with what it is for. */
    public record Open(Purge purge, Distribution distribution, int attempts) {}

    /** Writes the purge and a queued request for each distribution in one transaction; false when that id is there already. */
    public Uni<Boolean> add(Purge purge, List<Distribution> distributions) {
        return database.withTransaction(connection -> connection
                .preparedQuery(
                        "INSERT INTO cdn.purge (id, actor, reason, paths, tags, prefixes, everything, created_at)"
                                + " VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT (id) DO NOTHING")
                .execute(row(purge))
                .flatMap(inserted -> inserted.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : connection
                                .preparedQuery(
                                        "INSERT INTO cdn.purge_request"
                                                + " (purge_id, distribution_id, provider, status, items, updated_at) VALUES ($1,$2,$3,'queued',$4,$5)")
                                .executeBatch(distributions.stream()
                                        .map(d -> Tuple.of(
                                                purge.id(), d.id(), d.provider(), purge.items(), time(purge.at())))
                                        .toList())
                                .replaceWith(true)));
    }

    private static Tuple row(Purge purge) {
        return Tuple.tuple()
                .addString(purge.id())
                .addString(purge.actor())
                .addString(purge.reason())
                .addArrayOfString(purge.paths().toArray(String[]::new))
                .addArrayOfString(purge.tags().toArray(String[]::new))
                .addArrayOfString(purge.prefixes().toArray(String[]::new))
                .addBoolean(purge.all())
                .addOffsetDateTime(time(purge.at()));
    }

    private static java.time.OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** Moves a request on. */
    public Uni<Void> update(
            Open request, String status, @Nullable String providerRequestId, @Nullable String error, Instant at) {
        return database.preparedQuery("UPDATE cdn.purge_request SET status = $3,"
                        + " provider_request_id = coalesce($4, provider_request_id), error = $5, attempts = attempts + 1, updated_at = $6"
                        + " WHERE purge_id = $1 AND distribution_id = $2")
                .execute(Tuple.tuple()
                        .addString(request.purge().id())
                        .addString(request.distribution().id())
                        .addString(status)
                        .addString(providerRequestId)
                        .addString(error)
                        .addOffsetDateTime(time(at)))
                .replaceWithVoid();
    }

    /** Requests of one purge, or all (null) not touched since then, that are not at their end. */
    public Uni<List<Open>> open(@Nullable String purgeId, Instant untouchedSince) {
        return database.preparedQuery(
                        "SELECT p.*, r.attempts, d.id AS d_id, d.name AS d_name, d.provider AS d_provider,"
                                + " d.provider_id AS d_provider_id, d.domain AS d_domain FROM cdn.purge_request r"
                                + " JOIN cdn.purge p ON p.id = r.purge_id JOIN cdn.distribution d ON d.id = r.distribution_id"
                                + " WHERE r.status NOT IN ('completed', 'failed') AND (r.purge_id = $1 OR ($1::text IS NULL AND r.updated_at < $2))"
                                + " ORDER BY p.created_at LIMIT 100")
                .execute(Tuple.of(purgeId, time(untouchedSince)))
                .map(rows -> {
                    List<Open> open = new ArrayList<>();
                    rows.forEach(row -> open.add(new Open(
                            purge(row),
                            new Distribution(
                                    row.getString("d_id"),
                                    row.getString("d_name"),
                                    row.getString("d_provider"),
                                    row.getString("d_provider_id"),
                                    row.getString("d_domain")),
                            row.getInteger("attempts"))));
                    return open;
                });
    }

    /** One purge. */
    public Uni<Optional<PurgeStatus>> find(String id) {
        return database.preparedQuery(JOINED + "WHERE p.id = $1 ORDER BY r.distribution_id")
                .execute(Tuple.of(id))
                .map(rows -> statuses(rows).stream().findFirst());
    }

    /** The newest purges before that sort key ({@code time|id}), null from the newest. */
    public Uni<List<PurgeStatus>> newest(@Nullable String before, int limit) {
        String[] key = before == null ? new String[] {"9999-01-01T00:00:00Z", ""} : before.split("\\|", 2);
        return database.preparedQuery(
                        JOINED + "WHERE p.id IN (SELECT id FROM cdn.purge WHERE (created_at, id) < ($1, $2)"
                                + " ORDER BY created_at DESC, id DESC LIMIT $3) ORDER BY p.created_at DESC, p.id DESC, r.distribution_id")
                .execute(Tuple.of(time(Instant.parse(key[0])), key.length > 1 ? key[1] : "", limit))
                .map(PurgeLedger::statuses);
    }

    private static List<PurgeStatus> statuses(RowSet<Row> rows) {
        Map<Purge, List<PurgeStatus.Request>> requests = new LinkedHashMap<>();
        for (Row row : rows) {
            requests.computeIfAbsent(purge(row), p -> new ArrayList<>())
                    .add(new PurgeStatus.Request(
                            row.getString("provider"),
                            row.getString("distribution_id"),
                            row.getString("provider_request_id"),
                            row.getString("status"),
                            row.getInteger("items"),
                            0,
                            row.getString("error")));
        }
        List<PurgeStatus> statuses = new ArrayList<>();
        requests.forEach((purge, parts) -> statuses.add(
                new PurgeStatus(purge.id(), PurgeStatus.overall(parts), purge.at(), purge.reason(), parts)));
        return statuses;
    }

    private static Purge purge(Row row) {
        return new Purge(
                row.getString("id"),
                List.of(row.getArrayOfStrings("paths")),
                List.of(row.getArrayOfStrings("tags")),
                List.of(row.getArrayOfStrings("prefixes")),
                row.getBoolean("everything"),
                row.getString("actor"),
                row.getString("reason"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
