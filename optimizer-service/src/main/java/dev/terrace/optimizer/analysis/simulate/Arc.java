package dev.terrace.optimizer.analysis.simulate;

/**
 * ARC (Megiddo and Modha, FAST'03): what was used once and what was used again in two LRUs whose shares follow which of their ghosts are
 * asked for.
 */
final class Arc extends Replacement {
    private static final int ONCE = 0;
    private static final int AGAIN = 1;
    private static final int GHOST_ONCE = 2;
    private static final int GHOST_AGAIN = 3;

    /** What is used once may have of the capacity. */
    private double share;

    Arc(int capacity) {
        super(capacity, new Nodes(4), GHOST_ONCE);
    }

    @Override
    void hit(int node) {
        nodes.move(node, AGAIN);
    }

    @Override
    int miss(int key, int ghost) {
        if (ghost != Nodes.NONE) {
            return again(ghost);
        }
        int once = nodes.size(ONCE) + nodes.size(GHOST_ONCE);
        int all = once + nodes.size(AGAIN) + nodes.size(GHOST_AGAIN);
        if (once >= capacity()) {
            if (nodes.size(ONCE) < capacity()) {
                leave(nodes.last(GHOST_ONCE));
                replace(false);
            } else {
                leave(nodes.last(ONCE));
            }
        } else if (all >= capacity()) {
            if (all >= 2 * capacity()) {
                leave(nodes.last(GHOST_AGAIN));
            }
            replace(false);
        }
        return nodes.add(key, ONCE);
    }

    private int again(int ghost) {
        boolean again = nodes.list(ghost) == GHOST_AGAIN;
        double once = Math.max(1, nodes.size(GHOST_ONCE));
        double twice = Math.max(1, nodes.size(GHOST_AGAIN));
        share = again
                ? Math.max(0, share - Math.max(1, once / twice))
                : Math.min(capacity(), share + Math.max(1, twice / once));
        replace(again);
        nodes.move(ghost, AGAIN);
        return ghost;
    }

    private void replace(boolean ghostAgain) {
        if (residents() < capacity()) {
            return;
        }
        int once = nodes.size(ONCE);
        boolean fromOnce = once > 0 && (once > share || (ghostAgain && once == (int) share));
        if (fromOnce || nodes.size(AGAIN) == 0) {
            nodes.move(nodes.last(ONCE), GHOST_ONCE);
        } else {
            nodes.move(nodes.last(AGAIN), GHOST_AGAIN);
        }
    }

    @Override
    void shrunk() {
        share = Math.min(share, capacity());
        while (residents() > capacity()) {
            leave(nodes.last(nodes.size(ONCE) > share ? ONCE : nodes.size(AGAIN) > 0 ? AGAIN : ONCE));
        }
        while (nodes.size(ONCE) + nodes.size(GHOST_ONCE) > capacity() && nodes.size(GHOST_ONCE) > 0) {
            leave(nodes.last(GHOST_ONCE));
        }
        while (nodes.size(AGAIN) + nodes.size(GHOST_AGAIN) > capacity() && nodes.size(GHOST_AGAIN) > 0) {
            leave(nodes.last(GHOST_AGAIN));
        }
    }
}
