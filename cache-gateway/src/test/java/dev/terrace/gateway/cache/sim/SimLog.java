package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Snapshot;
import dev.terrace.gateway.coherence.local.LocalNode;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A node's log over a wire. Guards can be switched off: intents that never reach it, epochs that are never told. */
final class SimLog implements InvalidationLog {
    private static final long LIMIT_MS = 500;

    private final LocalNode node;
    private final SimTime time;
    private final Wire wire;
    boolean intentsOff;
    boolean epochsOff;
    boolean softOff;

    SimLog(LocalNode node, SimTime time, Wire wire) {
        this.node = node;
        this.time = time;
        this.wire = wire;
    }

    LocalNode node() {
        return node;
    }

    @Override
    public Uni<List<Appended>> append(List<Mark> marks) {
        if (intentsOff && marks.get(0) instanceof Mark.Intent) {
            return node.read(0, 1).map(any -> List.of(new Appended(new Position(1, Long.MAX_VALUE >> 4), false, 0)));
        }
        return Limit.of(time, () -> wire.remote(() -> node.appendNow(marks)), LIMIT_MS)
                .map(all -> all.stream().map(this::told).toList());
    }

    private Appended told(Appended a) {
        return epochsOff ? new Appended(new Position(1, a.position().offset()), a.others(), a.wide()) : a;
    }

    @Override
    public void follow(Follower follower) {
        node.follow(new Follower() {
            @Override
            public void loaded(Snapshot snapshot) {
                Position at = epochsOff ? new Position(1, snapshot.at().offset()) : snapshot.at();
                follower.loaded(new Snapshot(at, snapshot.marks()));
            }

            @Override
            public void applied(List<Logged> entries) {
                follower.applied(softOff ? entries.stream().map(SimLog::hidden).toList() : entries);
            }

            @Override
            public void current(long sentNanos) {
                follower.current(sentNanos);
            }
        });
    }

    /** A soft mark that says nothing. */
    private static Logged hidden(Logged entry) {
        return entry.mark() instanceof Mark.Soft
                ? new Logged(entry.offset(), new Mark.Floor(java.util.Set.of(), 0))
                : entry;
    }

    @Override
    public Uni<Boolean> lead() {
        return node.lead();
    }

    @Override
    public Uni<List<Logged>> read(long after, int max) {
        return wire.remote(() -> after).flatMap(from -> node.read(from, max));
    }

    @Override
    public Uni<List<Logged>> overdue() {
        return intentsOff ? Uni.createFrom().item(List.of()) : node.overdue();
    }

    @Override
    public Uni<Appended> retire(Mark.Floor floor) {
        return append(List.of(floor)).map(all -> all.get(0));
    }

    @Override
    public void close() {
        node.close();
    }
}
