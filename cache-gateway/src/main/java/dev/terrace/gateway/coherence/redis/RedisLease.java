package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.lease.Taken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leases beside the log: a hash a lease, which ends by itself. Each script names the epoch and the run of the server that the follower has
 * adopted. A store that did not answer is not asked for {@value #AWAY_MS} ms, so that a hanging one costs few loads its time limit.
 */
final class RedisLease implements Lease {
    private static final long CALL_MS = 250;
    private static final long AWAY_MS = 500;

    private final LogLink link;
    private final Subscription subscription;
    private final String names;
    private final Supplier<Epochs.@Nullable Epoch> epoch;
    private final Time time;
    private volatile long awayUntilNanos;
    private volatile boolean away;

    RedisLease(Vertx vertx, LogSettings settings, Supplier<Epochs.@Nullable Epoch> epoch, Time time) {
        this.link = new LogLink(vertx, settings.url());
        this.subscription = new Subscription(new LogLink(vertx, settings.url()), settings.names() + "leases", time);
        this.names = settings.names();
        this.epoch = epoch;
        this.time = time;
    }

    @Override
    public Uni<Taken> take(CacheKey key, long lengthMs) {
        Epochs.Epoch now = epoch.get();
        if (now == null || away()) {
            return Uni.createFrom().item(Taken.Unreachable.NOW);
        }
        return run(LogScript.TAKE, now, place(key), Long.toString(lengthMs), key.cache())
                .map(answer -> taken(key, now, answer))
                .onFailure()
                .recoverWithItem(Taken.Unreachable.NOW);
    }

    private static Taken taken(CacheKey key, Epochs.Epoch epoch, @Nullable Response answer) {
        if (answer == null || answer.size() != 4) {
            return Taken.Unreachable.NOW;
        }
        long number = answer.get(1).toLong();
        if (answer.get(0).toInteger() == 0) {
            return new Taken.Held(Math.max(0, number));
        }
        Position asOf = new Position(epoch.number(), answer.get(2).toLong());
        return new Taken.Won(key, number, asOf, answer.get(3).toInteger() == 1);
    }

    @Override
    public Uni<Boolean> renew(Taken.Won held, long lengthMs) {
        return onHeld(LogScript.RENEW, held, Long.toString(lengthMs));
    }

    @Override
    public Uni<Void> release(Taken.Won held, Announcement.Outcome outcome) {
        String asOf = Long.toString(held.asOf().offset());
        return onHeld(LogScript.RELEASE, held, outcome.name(), asOf, Long.toString(REMEMBERED_MS))
                .replaceWithVoid();
    }

    private Uni<Boolean> onHeld(LogScript script, Taken.Won held, String... args) {
        Epochs.Epoch now = epoch.get();
        if (now == null || now.number() != held.asOf().epoch()) {
            return Uni.createFrom().item(false);
        }
        List<String> all = new ArrayList<>(List.of(place(held.key()), Long.toString(held.number())));
        all.addAll(List.of(args));
        return run(script, now, all.toArray(String[]::new))
                .map(answer -> answer != null && answer.toInteger() == 1)
                .onFailure()
                .recoverWithItem(false);
    }

    private Uni<@Nullable Response> run(LogScript script, Epochs.Epoch now, String... args) {
        List<String> all = new ArrayList<>(List.of(Long.toString(now.number()), now.run()));
        all.addAll(List.of(args));
        return Limit.of(time, () -> link.on(s -> on(s, script, now, all)), CALL_MS)
                .onFailure()
                .invoke(this::failed);
    }

    private Future<@Nullable Response> on(
            LogLink.Session session, LogScript script, Epochs.Epoch now, List<String> args) {
        return session.run().equals(now.run())
                ? script.run(session.connection(), names, args)
                : Future.failedFuture("another run of the server than that of the epoch");
    }

    /** An answer that refuses is an answer: only a connection that brings none is given up. */
    private void failed(Throwable failure) {
        if (!String.valueOf(failure.getMessage()).startsWith("EPOCH")) {
            link.drop();
        }
        awayUntilNanos = time.nanos() + AWAY_MS * 1_000_000;
        away = true;
    }

    private boolean away() {
        if (away && time.nanos() - awayUntilNanos >= 0) {
            away = false;
        }
        return away;
    }

    private static String place(CacheKey key) {
        return key.cache() + " " + key.hash();
    }

    @Override
    public void listen(Consumer<Announcement> listener) {
        subscription.start(text -> {
            Announcement heard = announcement(text);
            if (heard != null) {
                listener.accept(heard);
            }
        });
    }

    /** Cache, key hash, outcome, epoch, offset; null for what another version says. */
    static @Nullable Announcement announcement(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return parts.length != 5
                    ? null
                    : new Announcement(
                            parts[0],
                            Long.parseLong(parts[1]),
                            Announcement.Outcome.valueOf(parts[2]),
                            new Position(Long.parseLong(parts[3]), Long.parseLong(parts[4])));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    @Override
    public void close() {
        subscription.stop();
        link.drop();
    }
}
