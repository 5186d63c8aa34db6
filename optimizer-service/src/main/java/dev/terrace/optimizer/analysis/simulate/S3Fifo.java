package dev.terrace.optimizer.analysis.simulate;

/**
 * S3-FIFO (Yang et al., SOSP'23): a small queue of a tenth filters what is used once, the main one gives a second chance for each use up to
 * three, and a ghost queue as long as the main one remembers what the small one let go.
 */
final class S3Fifo extends Replacement {
    private static final int SMALL = 0;
    private static final int MAIN = 1;
    private static final int GHOST = 2;
    private static final int MOST_USES = 3;
    private static final int TO_MAIN = 2;

    S3Fifo(int capacity) {
        super(capacity, new Nodes(3), GHOST);
    }

    @Override
    void hit(int node) {
        nodes.count(node, Math.min(MOST_USES, nodes.counter(node) + 1));
    }

    @Override
    int miss(int key, int ghost) {
        int to = SMALL;
        if (ghost != Nodes.NONE) {
            leave(ghost);
            to = MAIN;
        }
        evictTo(capacity() - 1);
        return nodes.add(key, to);
    }

    private int small() {
        return Math.max(1, capacity() / 10);
    }

    private void evictTo(int size) {
        while (residents() > size) {
            if (nodes.size(SMALL) >= small() || nodes.size(MAIN) == 0) {
                fromSmall();
            } else {
                fromMain();
            }
        }
    }

    private void fromSmall() {
        int node = nodes.last(SMALL);
        if (nodes.counter(node) >= TO_MAIN) {
            nodes.count(node, 0);
            nodes.move(node, MAIN);
            return;
        }
        nodes.count(node, 0);
        nodes.move(node, GHOST);
        forget(capacity() - small());
    }

    private void forget(int ghosts) {
        while (nodes.size(GHOST) > Math.max(1, ghosts)) {
            leave(nodes.last(GHOST));
        }
    }

    private void fromMain() {
        int node = nodes.last(MAIN);
        if (nodes.counter(node) > 0) {
            nodes.count(node, nodes.counter(node) - 1);
            nodes.move(node, MAIN);
        } else {
            leave(node);
        }
    }

    @Override
    void shrunk() {
        evictTo(capacity());
        forget(capacity() - small());
    }
}
