package dev.terrace.optimizer.analysis.simulate;

import java.util.function.IntPredicate;

/**
 * A cache of at most so many objects under a policy, as get-or-fill: a read that misses brings the key in. List 0 and those before
 * {@link #ghosts} hold what is resident, the others what was evicted and is remembered.
 */
abstract class Replacement {
    /** An expiry that never comes. */
    static final int FOREVER = Integer.MAX_VALUE;

    final Nodes nodes;
    private final int ghosts;
    private int capacity;

    /** @param ghosts number of the first list that holds no residents */
    Replacement(int capacity, Nodes nodes, int ghosts) {
        this.capacity = capacity;
        this.nodes = nodes;
        this.ghosts = ghosts;
    }

    /** Whether it is a hit; a miss brings it in until {@code expiry}. */
    final boolean read(int key, int now, int expiry) {
        int node = present(key, now);
        if (node != Nodes.NONE && resident(node)) {
            hit(node);
            return true;
        }
        nodes.expire(miss(key, node), expiry);
        return false;
    }

    /** A fill or store: no sign of use for what is there. */
    final void write(int key, int now, int expiry) {
        int node = present(key, now);
        nodes.expire(node != Nodes.NONE && resident(node) ? node : miss(key, node), expiry);
    }

    /** Removed from outside. */
    final void remove(int key) {
        int node = nodes.find(key);
        if (node != Nodes.NONE) {
            leave(node);
        }
    }

    /** Smaller, and only with the keys that are kept: for a sample that has become thinner. */
    final void thin(int smaller, IntPredicate keep) {
        for (int list = 0; list < nodes.lists(); list++) {
            nodes.each(list, keep, this::leave);
        }
        capacity = smaller;
        shrunk();
    }

    /** Objects that may be resident. */
    final int capacity() {
        return capacity;
    }

    /** Objects that are resident. */
    final int residents() {
        int sum = 0;
        for (int list = 0; list < ghosts; list++) {
            sum += nodes.size(list);
        }
        return sum;
    }

    final boolean resident(int node) {
        return nodes.list(node) < ghosts;
    }

    private int present(int key, int now) {
        int node = nodes.find(key);
        if (node != Nodes.NONE && resident(node) && nodes.expiry(node) <= now) {
            leave(node);
            return Nodes.NONE;
        }
        return node;
    }

    /** A resident is used. */
    abstract void hit(int node);

    /** Brings a key in, with its ghost's node or {@link Nodes#NONE}, and evicts for it; its node. */
    abstract int miss(int key, int ghost);

    /** Evicts down to the capacity, which has become smaller. */
    abstract void shrunk();

    /** A node goes for good. */
    void leave(int node) {
        nodes.remove(node);
    }
}
