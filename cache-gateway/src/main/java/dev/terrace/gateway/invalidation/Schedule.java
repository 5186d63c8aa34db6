package dev.terrace.gateway.invalidation;

import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.invalidation.InvalidationOutcome.NoSuchCache;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Invalidations at a later time. They wait in PostgreSQL, so they outlive every node; when its time has come the node that takes one first
 * makes it, under the id it was given, and the history's row becomes the one of what was done. A node that dies with one leaves it to the
 * next after a minute: it may then be done twice, which does no harm. While it cannot be done (a strict cache whose log is away, a cache
 * that is not open) it is tried again every five seconds, for ten minutes if there is no such cache.
 */
@Startup
@Singleton
public class Schedule {
    /** Invalidations that wait at most. */
    public static final int MOST = 10_000;

    private static final Logger LOG = Logger.getLogger(Schedule.class);
    private static final long EVERY_MS = 1000;
    private static final Duration LOST = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration UNKNOWN = Duration.ofMinutes(10);
    private static final String INSERT = """
            insert into gateway.invalidation (id, cache_name, keys, tags, pattern, urls, prefixes, everything, soft, cdn,
              key_count, estimated, actor, reason, at, run_at, status)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, -1, $12, $13, $14, $15, 'scheduled'
            where (select count(*) from gateway.invalidation where status = 'scheduled') < 10000
            returning *""";
    private static final String TAKE = """
            update gateway.invalidation set taken_at = $1 where seq = (
              select seq from gateway.invalidation
              where status = 'scheduled' and run_at <= $1 and (taken_at is null or taken_at < $2)
              order by run_at limit 1 for update skip locked)
            returning *""";
    private static final String AGAIN =
            "update gateway.invalidation set taken_at = $2, error = $3, status = $4 where id = $1 and status = 'scheduled'";
    private static final String CANCEL = """
            update gateway.invalidation set status = 'cancelled'
            where id = $1 and status = 'scheduled' and (taken_at is null or taken_at < $2)""";

    private final Pool pool;
    private final Invalidations invalidations;
    private final Time time;
    private final InstantSource clock;
    private volatile boolean stopped;

    @Inject
    public Schedule(Pool pool, Invalidations invalidations, Time time, InstantSource clock) {
        this.pool = pool;
        this.invalidations = invalidations;
        this.time = time;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        time.after(EVERY_MS, this::round);
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    /** Keeps it until then; empty when {@value #MOST} wait already. */
    public Uni<Optional<PastInvalidation>> keep(InvalidationRequest request, Instant at) {
        Selector selector = request.selector();
        Tuple row = Tuple.tuple()
                .addString("inv-" + UUID.randomUUID())
                .addString(request.cacheName())
                .addArrayOfString(array(selector.keys()))
                .addArrayOfString(array(selector.tags()))
                .addString(selector.pattern())
                .addArrayOfString(array(request.urls()))
                .addArrayOfString(array(request.prefixes()))
                .addBoolean(selector.all())
                .addBoolean(selector.soft())
                .addBoolean(request.cdn())
                .addLong((long) selector.keys().size())
                .addString(request.actor())
                .addString(request.reason())
                .addOffsetDateTime(utc(clock.instant()))
                .addOffsetDateTime(utc(at));
        return pool.preparedQuery(INSERT).execute(row).map(rows -> InvalidationHistory.rows(rows).stream()
                .findFirst());
    }

    /** Takes it back; false when it is done, under way, or there is none of that id that waits. */
    public Uni<Boolean> cancel(String id) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.of(id, utc(clock.instant().minus(LOST).plus(RETRY))))
                .map(rows -> rows.rowCount() > 0);
    }

    private void round() {
        if (!stopped) {
            next().subscribe().with(more -> time.after(more ? 1 : EVERY_MS, this::round), failure -> {
                LOG.debugf("schedule away reason=%s", failure.getMessage());
                time.after(EVERY_MS, this::round);
            });
        }
    }

    /** Does what is due longest; whether there was anything. */
    private Uni<Boolean> next() {
        Instant now = clock.instant();
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(utc(now), utc(now.minus(LOST))))
                .map(rows -> InvalidationHistory.rows(rows).stream().findFirst())
                .flatMap(due -> due.isEmpty()
                        ? Uni.createFrom().item(false)
                        : run(due.get()).replaceWith(true));
    }

    private Uni<Void> run(PastInvalidation due) {
        return invalidations
                .invalidate(request(due))
                .flatMap(outcome -> outcome instanceof NoSuchCache
                        ? again(due, "There is no open cache of that name.", late(due))
                        : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithUni(failure -> again(due, String.valueOf(failure.getMessage()), false));
    }

    private boolean late(PastInvalidation due) {
        Instant runAt = due.runAt();
        return runAt != null && runAt.plus(UNKNOWN).isBefore(clock.instant());
    }

    private Uni<Void> again(PastInvalidation due, String why, boolean givenUp) {
        LOG.warnf(
                "scheduled invalidation not done id=%s cache=%s reason=%s",
                id(due), due.event().cacheName(), why);
        Instant taken = clock.instant().minus(LOST).plus(RETRY);
        return pool.preparedQuery(AGAIN)
                .execute(Tuple.of(id(due), utc(taken), why, givenUp ? "failed" : "scheduled"))
                .replaceWithVoid();
    }

    private static String id(PastInvalidation due) {
        return due.event().id();
    }

    private static InvalidationRequest request(PastInvalidation due) {
        var event = due.event();
        Selector selector = new Selector(event.keys(), event.tags(), event.pattern(), event.all(), event.soft());
        return new InvalidationRequest(
                event.id(),
                event.cacheName(),
                selector,
                event.cdn(),
                event.urls(),
                event.prefixes(),
                event.reason(),
                event.actor());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
