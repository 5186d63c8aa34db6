package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.writeback.local.LocalJournal;
import io.smallrye.mutiny.Uni;
import java.util.function.BiConsumer;

/** A node's journal over a wire: appends land late, or after they were given up. */
final class SimJournal implements Journal {
    private static final long LIMIT_MS = 5000;

    private final LocalJournal node;
    private final SimTime time;
    private final Wire wire;
    private final BiConsumer<Long, Journaled> landed;

    SimJournal(LocalJournal node, SimTime time, Wire wire, BiConsumer<Long, Journaled> landed) {
        this.node = node;
        this.time = time;
        this.wire = wire;
        this.landed = landed;
    }

    @Override
    public int partitions() {
        return node.partitions();
    }

    @Override
    public String node() {
        return node.node();
    }

    @Override
    public Uni<Long> append(int partition, Journaled entry) {
        return limited(wire.remote(() -> {
            long offset = node.appendNow(partition, entry);
            landed.accept(offset, entry);
            return offset;
        }));
    }

    @Override
    public Uni<Long> end(int partition) {
        return limited(wire.remote(() -> node.endNow(partition)));
    }

    @Override
    public Uni<Void> trim(int partition, long below) {
        return limited(wire.remote(() -> {
            node.trimNow(partition, below);
            return null;
        }));
    }

    private <T> Uni<T> limited(Uni<T> call) {
        return Limit.of(time, () -> call, LIMIT_MS);
    }

    @Override
    public void follow(Follower follower) {
        node.follow(follower);
    }

    @Override
    public void close() {
        node.close();
    }
}
