package dev.terrace.gateway.access;

import dev.terrace.gateway.cache.Time;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers to requests that bore an Idempotency-Key, in PostgreSQL, so that every node gives the same one, for a day. A request claims its key
 * first. A claim that was not settled within two minutes has lost its node: what it did is not known, and the next request does it again.
 */
@Startup
@Singleton
public class KeptAnswers {
    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final Logger LOG = Logger.getLogger(KeptAnswers.class);
    private static final Duration LOST = Duration.ofMinutes(2);
    private static final long CLEAN_EVERY_MS = 600_000;
    private static final int CLEAN_BATCH = 5_000;
    private static final String CLAIM = """
            insert into gateway.idempotency (actor, key, fingerprint, claim, at) values ($1, $2, $3, $4, $5)
            on conflict (actor, key) do update set fingerprint = excluded.fingerprint, claim = excluded.claim,
              at = excluded.at, status = null, location = null, etag = null, media_type = null, body = null
            where idempotency.at < $6 or (idempotency.status is null and idempotency.at < $7)
            returning claim""";
    private static final String FIND = "select * from gateway.idempotency where actor = $1 and key = $2";
    private static final String KEEP = """
            update gateway.idempotency set status = $4, location = $5, etag = $6, media_type = $7, body = $8
            where actor = $1 and key = $2 and claim = $3""";
    private static final String RELEASE =
            "delete from gateway.idempotency where actor = $1 and key = $2 and claim = $3 and status is null";
    private static final String CLEAN = """
            delete from gateway.idempotency where ctid = any (array(
              select ctid from gateway.idempotency where at < $1 limit $2))""";

    private final Pool pool;
    private final Time time;
    private final InstantSource clock;
    private volatile boolean stopped;

    @Inject
    public KeptAnswers(Pool pool, Time time, InstantSource clock) {
        this.pool = pool;
        this.time = time;
        this.clock = clock;
    }

    /** Whose key it is: subject of the caller, and the key as sent. */
    public record Name(String actor, String key) {}

    /** What a request is to do. */
    public sealed interface Found {
        /** Nobody has done it: it is to be done, and then {@link #keep kept} or {@link #release released}. */
        record Claimed(Name name, UUID claim) implements Found {}

        /** It was done. */
        record Kept(Answer answer) implements Found {}

        /** It is being done. */
        record UnderWay() implements Found {}

        /** The key was another request's. */
        record Other() implements Found {}
    }

    /** An answer: status, headers that matter, and the body, null for none. */
    public record Answer(
            int status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String mediaType,
            @Nullable String body) {}

    @PostConstruct
    void start() {
        time.after(CLEAN_EVERY_MS, this::clean);
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    /** Claims the key for a request with that fingerprint. */
    public Uni<Found> claim(Name name, byte[] fingerprint) {
        UUID claim = UUID.randomUUID();
        Instant now = clock.instant();
        Tuple row = Tuple.tuple()
                .addString(name.actor())
                .addString(name.key())
                .addBuffer(Buffer.buffer(fingerprint))
                .addUUID(claim)
                .addOffsetDateTime(utc(now))
                .addOffsetDateTime(utc(now.minus(KEPT)))
                .addOffsetDateTime(utc(now.minus(LOST)));
        return pool.preparedQuery(CLAIM)
                .execute(row)
                .flatMap(rows -> rows.size() > 0
                        ? Uni.createFrom().item(new Found.Claimed(name, claim))
                        : pool.preparedQuery(FIND)
                                .execute(Tuple.of(name.actor(), name.key()))
                                .map(found -> found(found, fingerprint)));
    }

    private static Found found(RowSet<Row> rows, byte[] fingerprint) {
        for (Row row : rows) {
            if (!Arrays.equals(row.getBuffer("fingerprint").getBytes(), fingerprint)) {
                return new Found.Other();
            }
            Integer status = row.getInteger("status");
            return status == null
                    ? new Found.UnderWay()
                    : new Found.Kept(new Answer(
                            status,
                            row.getString("location"),
                            row.getString("etag"),
                            row.getString("media_type"),
                            row.getString("body")));
        }
        return new Found.UnderWay();
    }

    /** Keeps the answer; a claim that was lost meanwhile keeps nothing. */
    public Uni<Void> keep(Found.Claimed claimed, Answer answer) {
        Tuple row = Tuple.tuple()
                .addString(claimed.name().actor())
                .addString(claimed.name().key())
                .addUUID(claimed.claim())
                .addInteger(answer.status())
                .addString(answer.location())
                .addString(answer.etag())
                .addString(answer.mediaType())
                .addString(answer.body());
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    /** It was not done, or is to be tried again: the key is free. */
    public Uni<Void> release(Found.Claimed claimed) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(claimed.name().actor(), claimed.name().key(), claimed.claim()))
                .replaceWithVoid();
    }

    /** Deletes what is older than a day; how many. */
    Uni<Integer> forget() {
        return pool.preparedQuery(CLEAN)
                .execute(Tuple.of(utc(clock.instant().minus(KEPT)), CLEAN_BATCH))
                .map(RowSet::rowCount);
    }

    private void clean() {
        if (!stopped) {
            forget().subscribe()
                    .with(gone -> time.after(gone == CLEAN_BATCH ? 1 : CLEAN_EVERY_MS, this::clean), failure -> {
                        LOG.debugf("kept answers not cleaned reason=%s", failure.getMessage());
                        time.after(CLEAN_EVERY_MS, this::clean);
                    });
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
