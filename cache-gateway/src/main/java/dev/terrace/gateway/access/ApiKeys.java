package dev.terrace.gateway.access;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API keys in PostgreSQL. A secret leaves here once, when it is made. */
@Singleton
public class ApiKeys {
    private static final String COLUMNS =
            "id, name, role, caches, hint, created_by, created_at, expires_at, last_used_at";
    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool pool;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public ApiKeys(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A key with its secret, which is not kept. */
    public record Made(ApiKey key, String secret) {}

    /** What a caller sets of a key. */
    public record Wanted(
            String name,
            String role,
            List<String> caches,
            @Nullable Instant expiresAt) {}

    /** Up to that many in order of their ids after the given one. */
    public Uni<List<ApiKey>> page(long afterId, int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM gateway.api_key WHERE id > $1 ORDER BY id LIMIT $2")
                .execute(Tuple.of(afterId, limit))
                .map(ApiKeys::keys);
    }

    /** The key of that number; 404. */
    public Uni<ApiKey> get(long id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM gateway.api_key WHERE id = $1")
                .execute(Tuple.of(id))
                .map(ApiKeys::one);
    }

    /** A new key; 409 when the name is taken. */
    public Uni<Made> create(Wanted wanted, String actor) {
        String secret = Secret.fresh(random);
        Tuple row = Tuple.tuple()
                .addString(wanted.name())
                .addString(wanted.role())
                .addArrayOfString(wanted.caches().toArray(String[]::new))
                .addValue(io.vertx.core.buffer.Buffer.buffer(Secret.digest(secret)))
                .addString(Secret.hint(secret))
                .addString(actor)
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(utc(wanted.expiresAt()));
        return pool.preparedQuery(
                        "INSERT INTO gateway.api_key (name, role, caches, secret_sha256, hint, created_by, created_at,"
                                + " expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING " + COLUMNS)
                .execute(row)
                .onFailure(ApiKeys::taken)
                .transform(f -> Problem.of(Kind.CONFLICT, "There is a key of that name."))
                .map(rows -> new Made(one(rows), secret));
    }

    /** Other rights for a key; the secret stays; 404, 409. */
    public Uni<ApiKey> change(long id, Wanted wanted) {
        Tuple row = Tuple.tuple()
                .addLong(id)
                .addString(wanted.name())
                .addString(wanted.role())
                .addArrayOfString(wanted.caches().toArray(String[]::new))
                .addOffsetDateTime(utc(wanted.expiresAt()));
        return pool.preparedQuery(
                        "UPDATE gateway.api_key SET name = $2, role = $3, caches = $4, expires_at = $5 WHERE id = $1"
                                + " RETURNING " + COLUMNS)
                .execute(row)
                .onFailure(ApiKeys::taken)
                .transform(f -> Problem.of(Kind.CONFLICT, "There is a key of that name."))
                .map(ApiKeys::one);
    }

    /** Another secret for a key; the old one ends at once on this node and within five seconds elsewhere; 404. */
    public Uni<Made> rotate(long id) {
        String secret = Secret.fresh(random);
        Tuple row = Tuple.of(id, io.vertx.core.buffer.Buffer.buffer(Secret.digest(secret)), Secret.hint(secret));
        return pool.preparedQuery(
                        "UPDATE gateway.api_key SET secret_sha256 = $2, hint = $3 WHERE id = $1 RETURNING " + COLUMNS)
                .execute(row)
                .map(rows -> new Made(one(rows), secret));
    }

    /** Takes a key away; what it was; 404. */
    public Uni<ApiKey> delete(long id) {
        return pool.preparedQuery("DELETE FROM gateway.api_key WHERE id = $1 RETURNING " + COLUMNS)
                .execute(Tuple.of(id))
                .map(ApiKeys::one);
    }

    /** The key with that secret. */
    Uni<Optional<ApiKey>> withSecret(String secret) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM gateway.api_key WHERE secret_sha256 = $1")
                .execute(Tuple.of(io.vertx.core.buffer.Buffer.buffer(Secret.digest(secret))))
                .map(rows -> keys(rows).stream().findFirst());
    }

    /** Writes down that it was used. */
    Uni<Void> used(long id, Instant at) {
        return pool.preparedQuery("UPDATE gateway.api_key SET last_used_at = $2 WHERE id = $1"
                        + " AND (last_used_at IS NULL OR last_used_at < $2)")
                .execute(Tuple.of(id, at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static ApiKey one(RowSet<Row> rows) {
        return keys(rows).stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such API key."));
    }

    private static List<ApiKey> keys(RowSet<Row> rows) {
        List<ApiKey> keys = new ArrayList<>(rows.size());
        for (Row row : rows) {
            keys.add(new ApiKey(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getString("role"),
                    List.of(row.getArrayOfStrings("caches")),
                    row.getString("hint"),
                    row.getString("created_by"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    instant(row.getOffsetDateTime("expires_at")),
                    instant(row.getOffsetDateTime("last_used_at"))));
        }
        return keys;
    }

    private static boolean taken(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
