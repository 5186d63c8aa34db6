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
import java.util.Set;
import java.util.function.Predicate;

/**
 * A node's log over a wire. Guards can be switched off: intents that never reach it, epochs that are never told, marks that this node does
 * not hear of, and what the log says of a write's history.
 */
final class SimLog implements InvalidationLog {
    private static final long LIMIT_MS = 500;

    private final LocalNode node;
    private final SimTime time;
    private final Wire wire;
    boolean intentsOff;
    boolean epochsOff;
    boolean othersOff;
    boolean wideOff;
    Predicate<Mark> deafTo = mark -> false;

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
        Position at = epochsOff ? new Position(1, a.position().offset()) : a.position();
        return new Appended(at, a.others() && !othersOff, wideOff ? 0 : a.wide());
    }

    /** What this node hears; in the place of what it is deaf to stands a mark that says nothing. */
    private List<Logged> heard(List<Logged> entries) {
        return entries.stream()
                .map(e -> deafTo.test(e.mark()) ? new Logged(e.offset(), new Mark.Floor(Set.of(), 0)) : e)
                .toList();
    }

    @Override
    public void follow(Follower follower) {
        node.follow(new Follower() {
            @Override
            public void loaded(Snapshot snapshot) {
                Position at = epochsOff ? new Position(1, snapshot.at().offset()) : snapshot.at();
                follower.loaded(new Snapshot(at, heard(snapshot.marks())));
            }

            @Override
            public void applied(List<Logged> entries) {
                follower.applied(heard(entries));
            }

            @Override
            public void current(long sentNanos) {
                follower.current(sentNanos);
            }
        });
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
