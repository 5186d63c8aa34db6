package dev.terrace.gateway.coherence.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the log's Redis, made when it is needed and anew after it broke. It knows the run id of the server it is connected to:
 * a server that was restarted is another one.
 */
final class LogLink {
    private static final int CONNECT_MS = 500;
    /** A connection can be made and lead nowhere; without a limit nobody would make another one. */
    private static final int GREET_MS = 600;

    private static final int MOST_WAITING = 8192;

    private final Vertx vertx;
    private final RedisOptions options;
    private final AtomicReference<@Nullable Future<Session>> session = new AtomicReference<>();

    /** A connection and the server behind it. Its client is its own: a pool would hand a connection that hangs out again. */
    record Session(Redis client, RedisConnection connection, String run) {}

    LogLink(Vertx vertx, String url) {
        this.vertx = vertx;
        this.options = new RedisOptions()
                .setConnectionString(url)
                .setProtocolNegotiation(false)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(4)
                .setMaxWaitingHandlers(MOST_WAITING)
                .setNetClientOptions(
                        new NetClientOptions().setConnectTimeout(CONNECT_MS).setTcpNoDelay(true));
    }

    /** Runs a call on the connection. */
    <T> Uni<T> on(Function<Session, Future<T>> call) {
        return Uni.createFrom()
                .emitter(caller -> connected().compose(call::apply).onComplete(done -> {
                    if (done.succeeded()) {
                        caller.complete(done.result());
                    } else {
                        caller.fail(done.cause());
                    }
                }));
    }

    /** The run id of the server. */
    Uni<String> run() {
        return on(s -> Future.succeededFuture(s.run()));
    }

    Uni<@Nullable Response> send(Request request) {
        return on(s -> s.connection().send(request));
    }

    Uni<List<@Nullable Response>> batch(List<Request> requests) {
        return on(s -> s.connection().batch(requests));
    }

    private Future<Session> connected() {
        Future<Session> there = session.get();
        if (there != null && !there.failed()) {
            return there;
        }
        Promise<Session> made = Promise.promise();
        if (!session.compareAndSet(there, made.future())) {
            return connected();
        }
        Redis client = Redis.createClient(vertx, options);
        client.connect()
                .compose(connection -> greet(client, connection, made.future()))
                .timeout(GREET_MS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> client.close())
                .onComplete(made);
        return made.future();
    }

    private Future<Session> greet(Redis client, RedisConnection connection, Future<Session> mine) {
        connection.exceptionHandler(broken -> session.compareAndSet(mine, null));
        connection.endHandler(ended -> session.compareAndSet(mine, null));
        return connection
                .send(Request.cmd(Command.INFO).arg("server"))
                .map(info -> new Session(client, connection, runId(String.valueOf(info))));
    }

    private static String runId(String info) {
        return info.lines()
                .filter(line -> line.startsWith("run_id:"))
                .map(line -> line.substring("run_id:".length()).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("INFO has no run_id"));
    }

    /** Gives the connection up, also when it hangs; the next call makes a new one. */
    void drop() {
        Future<Session> there = session.getAndSet(null);
        if (there != null) {
            there.onSuccess(s -> s.client().close());
        }
    }
}
