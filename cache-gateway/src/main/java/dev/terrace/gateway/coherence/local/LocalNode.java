package dev.terrace.gateway.coherence.local;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A node's end of a {@link LocalLog}. It can be cut off, as a network does. */
public final class LocalNode implements InvalidationLog {
    private static final int BATCH = 256;
    private static final long POLL_MS = 500;

    private final LocalLog log;
    private final Time time;
    private final Executor executor;
    private final Runnable told = this::wake;
    private @Nullable Follower follower;
    private Position at = Position.NONE;
    private volatile boolean cut;
    private volatile boolean closed;

    /** A node; the executor delivers, one task at a time for this node. */
    public LocalNode(LocalLog log, Time time, Executor executor) {
        this.log = log;
        this.time = time;
        this.executor = executor;
    }

    /** Cuts the node off from the log, or joins it again. */
    public void cut(boolean off) {
        cut = off;
        wake();
    }

    @Override
    public Uni<List<Appended>> append(List<Mark> marks) {
        return Uni.createFrom().item(() -> appendNow(marks));
    }

    /**
     * Appends at once.
     *
     * @throws IllegalStateException when the node is cut off
     */
    public List<Appended> appendNow(List<Mark> marks) {
        if (cut) {
            throw new IllegalStateException("cut off");
        }
        return log.append(marks, time.nanos());
    }

    @Override
    public void follow(Follower f) {
        follower = f;
        log.onAppend(told);
        poll();
    }

    private void wake() {
        executor.execute(this::deliver);
    }

    private void poll() {
        if (!closed) {
            deliver();
            time.after(POLL_MS, this::poll);
        }
    }

    private synchronized void deliver() {
        Follower f = follower;
        if (cut || closed || f == null) {
            return;
        }
        long sent = time.nanos();
        List<Logged> next = log.after(at, BATCH);
        while (next == null || !next.isEmpty()) {
            if (next == null) {
                var snapshot = log.snapshot();
                at = snapshot.at();
                f.loaded(snapshot);
            } else {
                f.applied(next);
                at = new Position(at.epoch(), next.get(next.size() - 1).offset());
            }
            next = log.after(at, BATCH);
        }
        f.current(sent);
    }

    @Override
    public Uni<Boolean> lead() {
        return Uni.createFrom().item(() -> !cut && log.lead(told));
    }

    @Override
    public Uni<List<Logged>> read(long after, int max) {
        return Uni.createFrom().item(() -> log.read(after, max));
    }

    @Override
    public Uni<List<Logged>> overdue() {
        return Uni.createFrom().item(() -> log.overdue(time.nanos()));
    }

    @Override
    public Uni<Appended> retire(Mark.Floor floor) {
        return append(List.of(floor)).map(appended -> appended.get(0));
    }

    @Override
    public void close() {
        closed = true;
        log.gone(told);
    }
}
