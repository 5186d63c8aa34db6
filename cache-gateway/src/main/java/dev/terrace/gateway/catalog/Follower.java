package dev.terrace.gateway.catalog;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Dependent;
import dev.terrace.gateway.cache.Dependents;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.values.Vault;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this node's caches as the catalog says: told by PostgreSQL's NOTIFY, and by asking for the catalog's stamp each second should a
 * notice be lost. While PostgreSQL is away the caches stay as they are. A cache that cannot be opened is tried again each second and keeps
 * no other from opening.
 */
@Startup
@Singleton
public class Follower implements InactiveCaches, Dependents {
    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final String CHANNEL = "terrace_catalog";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration HANGING = Duration.ofSeconds(10);
    private static final long POLL_MS = 1000;
    private static final long LONGEST_PAUSE_MS = 5000;
    private static final String STAMP = "SELECT stamp FROM gateway.catalog_stamp";
    private static final String ALL =
            "SELECT id, name, version, settings, created_at, updated_at FROM gateway.cache_configuration ORDER BY id";

    private final Pool pool;
    private final PgSubscriber notices;
    private final Vertx vertx;
    private final Caches caches;
    private final Draft draft;
    private final Announcements announcements;
    private final Vault vault;
    private final Map<String, CacheConfiguration> applied = new ConcurrentHashMap<>();
    private final Map<String, CacheConfiguration> failing = new ConcurrentHashMap<>();
    private volatile Map<String, CacheConfiguration> known = Map.of();
    private volatile long seen;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean announced;
    private volatile boolean read;
    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
    private boolean waiting;
    private long timer;

    @Inject
    public Follower(
            Pool pool,
            PgSubscriber notices,
            Vertx vertx,
            Caches caches,
            Draft draft,
            Announcements announcements,
            Vault vault) {
        this.pool = pool;
        this.notices = notices;
        this.vertx = vertx;
        this.caches = caches;
        this.draft = draft;
        this.announcements = announcements;
        this.vault = vault;
    }

    @PostConstruct
    void start() {
        notices.reconnectPolicy(attempt -> Math.min(LONGEST_PAUSE_MS, 250L * (attempt + 1)));
        notices.channel(CHANNEL).handler(payload -> refresh());
        notices.connect().onFailure(e -> LOG.warnf("catalog notices away reason=%s", e.getMessage()));
        timer = vertx.setPeriodic(0, POLL_MS, t -> poll());
    }

    @PreDestroy
    void stop() {
        vertx.cancelTimer(timer);
        notices.close();
    }

    /** Whether the catalog was read since the start, and what is in it opened as far as it can be. */
    public boolean hasRead() {
        return read;
    }

    /** The configuration as this node last saw it, also of an inactive cache. Cheap. */
    public Optional<CacheConfiguration> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    @Override
    public boolean contains(String name) {
        return find(name).filter(c -> !c.settings().isActive()).isPresent();
    }

    @Override
    public List<Dependent> of(String cacheName) {
        CacheConfiguration configuration = known.get(cacheName);
        return configuration == null
                ? List.of()
                : configuration.settings().invalidates().stream()
                        .map(Settings.Invalidates::dependent)
                        .toList();
    }

    /** Settings of a cache as this node last saw them, null for an unknown one. */
    @Nullable
    Settings settings(String name) {
        CacheConfiguration configuration = known.get(name);
        return configuration == null ? null : configuration.settings();
    }

    /** Completes when what was committed before this call is in force on this node, or after two seconds; never fails. */
    public Uni<Void> refreshed() {
        return Uni.createFrom()
                .completionStage(this::refresh)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithNull();
    }

    /** One reload at a time; calls that come while one waits share it. */
    private synchronized CompletableFuture<@Nullable Void> refresh() {
        if (!waiting) {
            waiting = true;
            last = last.exceptionally(failed -> null).thenCompose(done -> {
                synchronized (this) {
                    waiting = false;
                }
                return reload().subscribeAsCompletionStage();
            });
        }
        return last;
    }

    /** One question at a time: while PostgreSQL hangs none pile up. */
    private void poll() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        boolean behind = !applied.keySet().containsAll(active());
        pool.query(STAMP)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .ifNoItem()
                .after(HANGING)
                .fail()
                .onTermination()
                .invoke(() -> asking.set(false))
                .subscribe()
                .with(
                        stamp -> {
                            if (behind || stamp != seen) {
                                var unused = refresh();
                            }
                        },
                        failure -> LOG.debugf("catalog away reason=%s", failure.getMessage()));
    }

    private List<String> active() {
        return known.values().stream()
                .filter(c -> c.settings().isActive())
                .map(CacheConfiguration::name)
                .toList();
    }

    /** The stamp is read first: what changes between the two reads is seen again by the next poll. */
    private Uni<Void> reload() {
        return pool.query(STAMP)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .flatMap(stamp -> pool.query(ALL).execute().flatMap(rows -> apply(configurations(rows))
                        .invoke(() -> {
                            seen = stamp;
                            read = true;
                        })))
                .onFailure()
                .invoke(e -> LOG.warnf("catalog not read reason=%s", e.getMessage()));
    }

    private Map<String, CacheConfiguration> configurations(RowSet<Row> rows) {
        Map<String, CacheConfiguration> found = new java.util.LinkedHashMap<>();
        for (Row row : rows) {
            String name = row.getString("name");
            try {
                Map<String, Object> fields = ((JsonObject) row.getJson("settings")).getMap();
                found.put(
                        name,
                        new CacheConfiguration(
                                row.getLong("id"),
                                draft.stored(name, fields),
                                row.getLong("version"),
                                row.getOffsetDateTime("created_at").toInstant(),
                                row.getOffsetDateTime("updated_at").toInstant()));
            } catch (RuntimeException e) {
                LOG.errorf("configuration unreadable cache=%s reason=%s", name, e.getMessage());
            }
        }
        return found;
    }

    private Uni<Void> apply(Map<String, CacheConfiguration> wanted) {
        known = Map.copyOf(wanted);
        if (!announced) {
            announced = true;
            wanted.values().forEach(announcements::present);
        }
        List<Uni<Void>> steps = new ArrayList<>();
        for (String name : List.copyOf(applied.keySet())) {
            CacheConfiguration now = wanted.get(name);
            if (now == null || !now.settings().isActive()) {
                steps.add(closed(name));
            }
        }
        for (CacheConfiguration now : wanted.values()) {
            if (now.settings().isActive() && !now.equals(applied.get(now.name()))) {
                steps.add(opened(now));
            }
        }
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> opened(CacheConfiguration now) {
        return Uni.createFrom()
                .deferred(() -> {
                    CacheSpec spec = Conversion.spec(now);
                    return vault.ready(spec).chain(() -> caches.open(spec));
                })
                .invoke(() -> {
                    applied.put(now.name(), now);
                    failing.remove(now.name());
                    LOG.infof("cache open cache=%s version=%d", now.name(), now.version());
                })
                .onFailure()
                .invoke(e -> notOpened(now, e))
                .onFailure()
                .recoverWithNull();
    }

    /** It is tried again each second; once is enough to say it loudly. */
    private void notOpened(CacheConfiguration now, Throwable failure) {
        if (!now.equals(failing.put(now.name(), now))) {
            LOG.errorf(failure, "cache not opened cache=%s version=%d", now.name(), now.version());
        }
    }

    private Uni<Void> closed(String name) {
        return Uni.createFrom()
                .deferred(() -> caches.close(name))
                .onFailure()
                .invoke(e -> LOG.errorf(e, "cache not closed cache=%s", name))
                .onFailure()
                .recoverWithNull()
                .invoke(() -> {
                    applied.remove(name);
                    LOG.infof("cache closed cache=%s", name);
                });
    }
}
