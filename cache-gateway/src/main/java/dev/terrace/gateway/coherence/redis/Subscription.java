package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one subscription of a node to a channel, on a connection of its own; made again within a second after that broke. */
final class Subscription {
    private static final long LOOK_EVERY_MS = 1000;

    private final LogLink link;
    private final String channel;
    private final Time time;
    private volatile boolean stopped;
    private LogLink.@Nullable Session subscribed;

    Subscription(LogLink link, String channel, Time time) {
        this.link = link;
        this.channel = channel;
        this.time = time;
    }

    void start(Consumer<String> heard) {
        if (stopped) {
            return;
        }
        Uni<Boolean> there = link.on(session -> on(session, heard));
        there.subscribe().with(any -> again(heard), failure -> again(heard));
    }

    private void again(Consumer<String> heard) {
        time.after(LOOK_EVERY_MS, () -> start(heard));
    }

    private synchronized Future<Boolean> on(LogLink.Session session, Consumer<String> heard) {
        if (session.equals(subscribed)) {
            return Future.succeededFuture(true);
        }
        subscribed = session;
        session.connection().handler(message -> heard(message, heard));
        return session.connection()
                .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
                .map(done -> true)
                .onFailure(failure -> lost(session));
    }

    private synchronized void lost(LogLink.Session session) {
        if (session.equals(subscribed)) {
            subscribed = null;
            link.drop();
        }
    }

    /** {@code message}, channel, text. */
    private static void heard(@Nullable Response message, Consumer<String> heard) {
        if (message != null && message.size() == 3 && "message".equals(String.valueOf(message.get(0)))) {
            heard.accept(message.get(2).toString());
        }
    }

    void stop() {
        stopped = true;
        link.drop();
    }
}
