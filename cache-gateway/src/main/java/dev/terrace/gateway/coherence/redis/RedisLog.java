package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.coherence.EpochStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log on one Redis. Appends go over one connection, gathered and pipelined; the follower has another, on which it blocks. Every append names the
 * epoch and the run of the server that the follower has adopted; the script does nothing when they are not what the server has.
 */
public final class RedisLog implements InvalidationLog {
    private static final long APPEND_MS = 500;
    private static final long CALL_MS = 2000;
    private static final String LEASE_MS = "5000";

    private final Vertx vertx;
    private final LogSettings settings;
    private final Time time;
    private final LogLink link;
    private final RedisFollower follower;
    private final Gathered gathered;

    /** A log that connects when it is followed. */
    public RedisLog(Vertx vertx, LogSettings settings, EpochStore store, Time time) {
        this.vertx = vertx;
        this.settings = settings;
        this.time = time;
        this.link = new LogLink(vertx, settings.url());
        this.gathered = new Gathered(this::send);
        this.follower = new RedisFollower(new LogLink(vertx, settings.url()), store, settings.names(), time);
    }

    /** Leases in the same Redis, of the epoch that is followed. It has connections of its own. */
    public Lease leases() {
        return new RedisLease(vertx, settings, follower::epoch, time);
    }

    @Override
    public Uni<List<Appended>> append(List<Mark> marks) {
        return gathered.append(marks);
    }

    private Uni<List<Appended>> send(List<Mark> marks) {
        Epochs.Epoch epoch = follower.epoch();
        if (epoch == null) {
            return Uni.createFrom().failure(new IllegalStateException("the log has no epoch yet"));
        }
        List<String> args = new ArrayList<>(6 + 5 * marks.size());
        args.addAll(List.of(
                Long.toString(epoch.number()),
                epoch.run(),
                Integer.toString(settings.keyMarks()),
                Integer.toString(settings.entries()),
                Integer.toString(settings.tagMarks()),
                Integer.toString(settings.bans())));
        marks.forEach(mark -> Wire.write(mark, epoch.number(), args));
        return Limit.of(time, () -> link.on(s -> run(LogScript.APPEND, s, epoch, args)), APPEND_MS)
                .map(answer -> appended(epoch.number(), answer))
                .onFailure()
                .invoke(failure -> link.drop());
    }

    private Future<@Nullable Response> run(
            LogScript script, LogLink.Session session, Epochs.Epoch epoch, List<String> args) {
        return session.run().equals(epoch.run())
                ? script.run(session.connection(), settings.names(), args)
                : Future.failedFuture("another run of the server than that of the epoch");
    }

    private static List<Appended> appended(long epoch, @Nullable Response answer) {
        List<Appended> all = new ArrayList<>();
        for (int i = 0; answer != null && i < answer.size(); i += 3) {
            Position position = new Position(epoch, answer.get(i).toLong());
            all.add(new Appended(
                    position, answer.get(i + 1).toLong() == 1, answer.get(i + 2).toLong()));
        }
        return all;
    }

    @Override
    public void follow(Follower f) {
        follower.start(f);
    }

    @Override
    public Uni<Boolean> lead() {
        return script(LogScript.LEAD, List.of(settings.node(), LEASE_MS))
                .map(answer -> answer != null && answer.toLong() == 1);
    }

    @Override
    public Uni<List<Logged>> read(long after, int max) {
        Epochs.Epoch epoch = follower.epoch();
        if (epoch == null) {
            return Uni.createFrom().item(List.of());
        }
        Request range = Request.cmd(Command.XRANGE)
                .arg(settings.names() + "log")
                .arg(epoch.number() + "-" + (after + 1))
                .arg(epoch.number() + "-" + Long.MAX_VALUE)
                .arg("COUNT")
                .arg(max);
        return Limit.of(time, () -> link.send(range), CALL_MS).map(Wire::readAll);
    }

    @Override
    public Uni<List<Logged>> overdue() {
        return script(LogScript.OVERDUE, List.of())
                .map(members -> members == null
                        ? List.of()
                        : members.stream()
                                .map(m -> Wire.openIntent(m.toString()))
                                .toList());
    }

    private Uni<@Nullable Response> script(LogScript script, List<String> args) {
        return Limit.of(time, () -> link.on(s -> script.run(s.connection(), settings.names(), args)), CALL_MS);
    }

    @Override
    public Uni<Appended> retire(Mark.Floor floor) {
        return append(List.of(floor)).map(all -> all.get(0));
    }

    @Override
    public void close() {
        follower.stop();
        link.drop();
    }
}
