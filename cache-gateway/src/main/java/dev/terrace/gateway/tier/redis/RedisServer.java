package dev.terrace.gateway.tier.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the values' Redis, shared by all caches: few for each event loop, each pipelined, made when first needed and again after
 * they broke. Every connection knows the server's run, asked when it was made, so a restarted server is told from the one before.
 *
 * <p>Calls in flight are bounded; beyond the bound they fail at once. A connection that heard nothing for 10 s is closed, so a server that
 * vanished without a word does not hold calls for longer. Safe for use by many threads.
 */
public final class RedisServer {
    private static final int READ_IDLE_SECONDS = 10;
    private static final int CONNECT_TIMEOUT_MS = 1000;
    private static final int MOST_LOOPS = 64;

    private final Redis client;
    private final Sessions<Session> sessions;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final int maxInFlight;
    private volatile boolean synced;

    /** Does not connect yet; {@code connections} for each event loop. {@code url} is {@code redis[s]://[[user]:password@]host:port[/db]}. */
    public RedisServer(Vertx vertx, String url, int connections, int maxInFlight) {
        NetClientOptions net = new NetClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setTcpKeepAlive(true)
                .setReadIdleTimeout(READ_IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        this.client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(url)
                        .setNetClientOptions(net)
                        .setProtocolNegotiation(false)
                        .setMaxPoolSize(connections * MOST_LOOPS)
                        .setMaxPoolWaiting(connections * MOST_LOOPS)
                        .setMaxWaitingHandlers(maxInFlight));
        this.sessions = new Sessions<>(connections, forget -> client.connect().compose(made -> greet(made, forget)));
        this.maxInFlight = maxInFlight;
    }

    /** Sends what the function makes of the server's run. */
    Uni<@Nullable Response> send(Function<String, Request> request) {
        return within(session -> session.connection.send(request.apply(session.run)));
    }

    /** Runs a script on keys that the function names for the server's run. */
    Uni<@Nullable Response> run(Script script, Function<String, List<String>> keys, byte[]... args) {
        return within(session -> {
            List<String> names = keys.apply(session.run);
            return session.connection
                    .send(request(Command.EVALSHA, script.sha1(), names, args))
                    .recover(e -> String.valueOf(e.getMessage()).startsWith("NOSCRIPT")
                            ? session.connection.send(request(Command.EVAL, script.source(), names, args))
                            : Future.failedFuture(e));
        });
    }

    /** Calls that wait for an answer. */
    int inFlight() {
        return inFlight.get();
    }

    int connections() {
        return sessions.most();
    }

    /** Closes the connections. */
    public void close() {
        client.close();
    }

    private Uni<@Nullable Response> within(Function<Session, Future<@Nullable Response>> call) {
        return Uni.createFrom().completionStage(() -> {
            if (inFlight.incrementAndGet() > maxInFlight) {
                inFlight.decrementAndGet();
                return Future.<@Nullable Response>failedFuture("Too many calls wait for Redis.")
                        .toCompletionStage();
            }
            return sessions.next()
                    .compose(call)
                    .onComplete(done -> inFlight.decrementAndGet())
                    .toCompletionStage();
        });
    }

    private static Request request(Command command, String script, List<String> keys, byte[][] args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (byte[] arg : args) {
            request.arg(arg);
        }
        return request;
    }

    private Future<Session> greet(RedisConnection connection, Runnable forget) {
        connection.exceptionHandler(e -> forget.run());
        connection.endHandler(v -> forget.run());
        return connection
                .send(Request.cmd(Command.INFO).arg("server"))
                .map(info -> new Session(
                        connection, line(String.valueOf(info), "run_id:").substring(0, 16)))
                .compose(session -> synced(connection).map(is -> {
                    synced = is;
                    return session;
                }))
                .onFailure(e -> connection.close());
    }

    /** Whether the server syncs each write before it answers: as it was set when a connection was last made. */
    boolean synced() {
        return synced;
    }

    /** Asks anew. A server that does not tell its settings counts as one that does not. */
    Uni<Boolean> askSynced() {
        return Uni.createFrom().completionStage(() -> sessions.next()
                .compose(session -> synced(session.connection))
                .onSuccess(is -> synced = is)
                .toCompletionStage());
    }

    private static Future<Boolean> synced(RedisConnection connection) {
        return connection
                .send(Request.cmd(Command.CONFIG).arg("GET").arg("append*"))
                .map(answer -> {
                    String settings = String.valueOf(answer).toLowerCase(java.util.Locale.ROOT);
                    return settings.matches("(?s).*appendonly\\W+yes\\b.*")
                            && settings.matches("(?s).*appendfsync\\W+always\\b.*");
                })
                .otherwise(false);
    }

    /** The value of a line of INFO. */
    static String line(String info, String name) {
        int from = info.indexOf(name);
        if (from < 0) {
            throw new IllegalStateException("Redis does not say " + name);
        }
        int end = info.indexOf('\r', from);
        return info.substring(from + name.length(), end < 0 ? info.length() : end);
    }

    private record Session(RedisConnection connection, String run) {}
}
