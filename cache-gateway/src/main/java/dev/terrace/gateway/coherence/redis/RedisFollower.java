package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.view.InvalidationLog.Follower;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.coherence.EpochStore;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the stream with polls that block for at most {@value #BLOCK_MS} ms. Behind each poll, on the same connection, epoch and last
 * position are read: what the poll brought belongs to that epoch (an epoch never comes twice), and a stream that lost its end is noticed,
 * though a blocked read sleeps through FLUSHALL.
 */
final class RedisFollower {
    private static final long BLOCK_MS = 250;
    /** A connection that was lost without a word is noticed by it, and nodes are to agree a second after the network has healed. */
    private static final long POLL_LIMIT_MS = 750;

    private static final long LOAD_LIMIT_MS = 10_000;
    private static final long AGAIN_MS = 100;
    private static final int BATCH = 1000;

    private final LogLink link;
    private final Epochs epochs;
    private final Snapshots snapshots;
    private final String names;
    private final Time time;
    private volatile Epochs.@Nullable Epoch epoch;
    private volatile boolean stopped;
    private @Nullable Follower follower;
    private long at;
    private boolean missing;

    RedisFollower(LogLink link, EpochStore store, String names, Time time) {
        this.link = link;
        this.epochs = new Epochs(link, store, names);
        this.snapshots = new Snapshots(link, names, time);
        this.names = names;
        this.time = time;
    }

    /** The epoch that is followed, null before the first one and while a new one is looked for. */
    Epochs.@Nullable Epoch epoch() {
        return epoch;
    }

    void start(Follower f) {
        follower = f;
        load();
    }

    void stop() {
        stopped = true;
        link.drop();
    }

    private void load() {
        if (stopped) {
            return;
        }
        Limit.of(time, epochs::ensure, LOAD_LIMIT_MS)
                .flatMap(found -> snapshots.take(found).invoke(snapshot -> {
                    heard().loaded(snapshot);
                    at = snapshot.at().offset();
                    missing = false;
                    epoch = found;
                }))
                .subscribe()
                .with(done -> poll(), this::again);
    }

    private Follower heard() {
        return java.util.Objects.requireNonNull(follower);
    }

    /** After trouble: from the beginning, since nobody knows what was missed. */
    private void again(Throwable failure) {
        link.drop();
        if (!stopped) {
            time.after(AGAIN_MS, this::load);
        }
    }

    private void poll() {
        Epochs.Epoch present = epoch;
        if (stopped || present == null) {
            return;
        }
        long sent = time.nanos();
        Limit.of(time, () -> link.on(s -> s.connection().batch(requests(present))), POLL_LIMIT_MS)
                .subscribe()
                .with(answers -> polled(present, answers, sent), this::again);
    }

    private List<Request> requests(Epochs.Epoch present) {
        return List.of(
                Request.cmd(Command.XREAD)
                        .arg("COUNT")
                        .arg(BATCH)
                        .arg("BLOCK")
                        .arg(BLOCK_MS)
                        .arg("STREAMS")
                        .arg(names + "log")
                        .arg(present.number() + "-" + at),
                Request.cmd(Command.HMGET)
                        .arg(names + "meta")
                        .arg("epoch")
                        .arg("run")
                        .arg("last"));
    }

    private void polled(Epochs.Epoch present, List<@Nullable Response> answers, long sent) {
        List<Logged> entries = entries(answers.get(0));
        if (!same(present, answers.get(1)) || gap(entries, answers.get(1))) {
            epoch = same(present, answers.get(1)) ? present : null;
            load();
            return;
        }
        if (!entries.isEmpty()) {
            heard().applied(entries);
            at = entries.get(entries.size() - 1).offset();
        }
        if (entries.size() < BATCH && !missing) {
            heard().current(sent);
        }
        poll();
    }

    private static boolean same(Epochs.Epoch present, @Nullable Response meta) {
        return meta != null
                && meta.get(0) != null
                && meta.get(1) != null
                && meta.get(0).toLong() == present.number()
                && meta.get(1).toString().equals(present.run());
    }

    /** Offsets have no gaps. A poll that brings nothing twice though there is more has lost the stream's end. */
    private boolean gap(List<Logged> entries, @Nullable Response meta) {
        if (!entries.isEmpty()) {
            missing = false;
            return entries.get(0).offset() != at + 1;
        }
        boolean more = meta != null && meta.get(2).toLong() > at;
        boolean twice = more && missing;
        missing = more;
        return twice;
    }

    private static List<Logged> entries(@Nullable Response read) {
        return read == null || read.size() == 0
                ? List.of()
                : Wire.readAll(read.get(0).get(1));
    }
}
