package dev.terrace.gateway.origin.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The named data sources of this gateway, each with connections of its own that all caches share. Connections are made when first used.
 * Waiting for one is bounded; beyond that a call fails at once.
 */
public final class DataSources {
    private static final int CONNECT_TIMEOUT_MS = 2000;

    private final Map<String, Source> sources = new TreeMap<>();

    /**
     * Where a data source is.
     *
     * @param url {@code postgresql://host:port/database}
     * @param password empty for none
     * @param connections at most
     * @param maxWaiting calls that wait for a connection
     */
    public record Place(String url, String user, String password, int connections, int maxWaiting) {
        @Override
        public String toString() {
            return "Place[url=" + url + ", user=" + user + "]";
        }
    }

    /** Data sources by name. */
    public DataSources(Vertx vertx, Map<String, Place> places) {
        places.forEach((name, place) -> sources.put(name, new Source(pool(vertx, place))));
    }

    private static Pool pool(Vertx vertx, Place place) {
        PgConnectOptions options = PgConnectOptions.fromUri(place.url()).setUser(place.user());
        if (!place.password().isEmpty()) {
            options.setPassword(place.password());
        }
        // Conditions rely on what read committed does when it meets a locked row; the role's own default may be
        // another.
        options.setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setTcpKeepAlive(true)
                .setPipeliningLimit(4)
                .setCachePreparedStatements(true)
                .addProperty("application_name", "terrace-origin")
                .addProperty("default_transaction_isolation", "read committed");
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(place.connections())
                        .setMaxWaitQueueSize(place.maxWaiting())
                        .setConnectionTimeout(5)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    /** The data source of that name, null when there is none. */
    @Nullable
    Source named(String name) {
        return sources.get(name);
    }

    /** Their names, for people. */
    String names() {
        return sources.isEmpty() ? "none is configured" : "one of " + String.join(", ", sources.keySet());
    }

    /** Calls under way, over all data sources. */
    public int inFlight() {
        return sources.values().stream().mapToInt(s -> s.inFlight.get()).sum();
    }

    /** Closes all connections. */
    public void close() {
        sources.values().forEach(source -> source.pool.close());
    }

    /** One of them. */
    static final class Source {
        private final Pool pool;
        private final AtomicInteger inFlight = new AtomicInteger();

        private Source(Pool pool) {
            this.pool = pool;
        }

        /** Does the work on a connection of its own. */
        <T> Future<T> on(Function<SqlConnection, Future<T>> work) {
            inFlight.incrementAndGet();
            return pool.withConnection(work).onComplete(done -> inFlight.decrementAndGet());
        }
    }
}
