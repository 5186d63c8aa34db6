package dev.terrace.gateway.writeback.local;

import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.journal.Journaled;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A node's end of a {@link JournalStore}. It can be cut off, as a network does, and frozen, as a stopped process is. */
public final class LocalJournal implements Journal {
    private final JournalStore store;
    private final String node;
    private final Executor executor;
    private @Nullable Follower follower;
    private long[] at = {};
    private boolean rebuilt;
    private Set<Integer> given = Set.of();
    private volatile boolean cut;
    private volatile boolean frozen;
    private volatile boolean closed;

    /** A node; the executor delivers. */
    public LocalJournal(JournalStore store, String node, Executor executor) {
        this.store = store;
        this.node = node;
        this.executor = executor;
    }

    /** Cuts the node off from the journal, or joins it again. */
    public void cut(boolean off) {
        cut = off;
        wake();
    }

    /** A frozen node hears nothing, but what it sends arrives. */
    public void freeze(boolean on) {
        frozen = on;
        wake();
    }

    @Override
    public int partitions() {
        return store.count();
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public Uni<Long> append(int partition, Journaled entry) {
        return Uni.createFrom().item(() -> appendNow(partition, entry));
    }

    @Override
    public Uni<Long> end(int partition) {
        return Uni.createFrom().item(() -> endNow(partition));
    }

    @Override
    public Uni<Void> trim(int partition, long below) {
        return Uni.createFrom().item(() -> {
            trimNow(partition, below);
            return null;
        });
    }

    /**
     * Appends at once.
     *
     * @throws IllegalStateException when the node is cut off
     */
    public long appendNow(int partition, Journaled entry) {
        reachable();
        return store.append(partition, entry);
    }

    /**
     * The end now.
     *
     * @throws IllegalStateException when the node is cut off
     */
    public long endNow(int partition) {
        reachable();
        return store.end(partition);
    }

    /**
     * Trims at once.
     *
     * @throws IllegalStateException when the node is cut off
     */
    public void trimNow(int partition, long below) {
        reachable();
        store.trim(partition, below);
    }

    private void reachable() {
        if (cut) {
            throw new IllegalStateException("cut off");
        }
    }

    @Override
    public void follow(Follower f) {
        follower = f;
        store.join(this);
        wake();
    }

    void wake() {
        executor.execute(this::deliver);
    }

    private synchronized void deliver() {
        Follower f = follower;
        if (cut || frozen || closed || f == null) {
            return;
        }
        if (at.length == 0) {
            at = store.begins();
            f.begin(at.clone());
        }
        for (int partition = 0; partition < at.length; partition++) {
            deliver(f, partition);
        }
        if (!rebuilt) {
            rebuilt = true;
            f.rebuilt();
        }
        Set<Integer> now = store.givenTo(this);
        if (!now.equals(given)) {
            given = now;
            f.given(now);
        }
    }

    private void deliver(Follower f, int partition) {
        long first = store.first(partition);
        if (at[partition] < first) {
            at[partition] = first;
            f.reached(partition, first);
        }
        for (var next = store.next(partition, at[partition]);
                next != null;
                next = store.next(partition, at[partition])) {
            at[partition] = next.offset() + 1;
            f.heard(partition, next.offset(), next.entry());
        }
    }

    @Override
    public void close() {
        closed = true;
        store.leave(this);
    }
}
