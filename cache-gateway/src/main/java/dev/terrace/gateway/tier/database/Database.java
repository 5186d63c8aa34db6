package dev.terrace.gateway.tier.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of the database tier, shared by all caches and apart from those of Terrace's own state, so that a burst of reads does not
 * starve it. Every statement stands alone and is pipelined. Waiting is bounded; beyond it calls fail at once.
 */
public final class Database {
    private static final int PIPELINE = 16;
    private static final int CONNECT_TIMEOUT_MS = 2000;
    private static final String STATEMENT_TIMEOUT_MS = "10000";

    private final Vertx vertx;
    private final SqlClient client;
    private final int connections;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * Who connects.
     *
     * @param user the user
     * @param password empty for none
     */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    /** Does not connect yet. {@code url} is {@code postgresql://host:port/db}. */
    public Database(Vertx vertx, String url, Login login, int connections, int maxWaiting) {
        PgConnectOptions options =
                PgConnectOptions.fromUri(url).setUser(login.user()).setPipeliningLimit(PIPELINE);
        if (!login.password().isEmpty()) {
            options.setPassword(login.password());
        }
        options.setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setTcpKeepAlive(true)
                .setCachePreparedStatements(true)
                .addProperty("application_name", "terrace-tier")
                .addProperty("statement_timeout", STATEMENT_TIMEOUT_MS);
        this.vertx = vertx;
        this.connections = connections;
        this.client = PgBuilder.client()
                .with(new PoolOptions()
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(maxWaiting)
                        .setConnectionTimeout(5)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return Uni.createFrom().completionStage(() -> {
            inFlight.incrementAndGet();
            return client.preparedQuery(sql)
                    .execute(arguments)
                    .onComplete(done -> inFlight.decrementAndGet())
                    .toCompletionStage();
        });
    }

    Vertx vertx() {
        return vertx;
    }

    int inFlight() {
        return inFlight.get();
    }

    int connections() {
        return connections;
    }

    /** Closes the connections. */
    public void close() {
        client.close();
    }

    static Buffer bytes(String text) {
        return Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
