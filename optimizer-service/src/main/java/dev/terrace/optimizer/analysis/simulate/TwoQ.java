package dev.terrace.optimizer.analysis.simulate;

/**
 * 2Q, the full version (Johnson and Shasha, VLDB'94): first uses in a FIFO of a quarter, keys it let go remembered for half the capacity,
 * and an LRU for those that come again while they are.
 */
final class TwoQ extends Replacement {
    private static final int IN = 0;
    private static final int MAIN = 1;
    private static final int OUT = 2;

    TwoQ(int capacity) {
        super(capacity, new Nodes(3), OUT);
    }

    @Override
    void hit(int node) {
        if (nodes.list(node) == MAIN) {
            nodes.move(node, MAIN);
        }
    }

    @Override
    int miss(int key, int ghost) {
        if (ghost != Nodes.NONE) {
            leave(ghost);
        }
        evictTo(capacity() - 1);
        return nodes.add(key, ghost == Nodes.NONE ? IN : MAIN);
    }

    private void evictTo(int size) {
        while (residents() > size) {
            if (nodes.size(IN) > Math.max(1, capacity() / 4) || nodes.size(MAIN) == 0) {
                nodes.move(nodes.last(IN), OUT);
                forget();
            } else {
                leave(nodes.last(MAIN));
            }
        }
    }

    private void forget() {
        while (nodes.size(OUT) > Math.max(1, capacity() / 2)) {
            leave(nodes.last(OUT));
        }
    }

    @Override
    void shrunk() {
        evictTo(capacity());
        forget();
    }
}
