package dev.terrace.optimizer.analysis.simulate;

/** Least recently used. */
final class Lru extends Replacement {
    Lru(int capacity) {
        super(capacity, new Nodes(1), 1);
    }

    @Override
    void hit(int node) {
        nodes.move(node, 0);
    }

    @Override
    int miss(int key, int ghost) {
        evictTo(capacity() - 1);
        return nodes.add(key, 0);
    }

    private void evictTo(int size) {
        while (nodes.size(0) > size) {
            leave(nodes.last(0));
        }
    }

    @Override
    int lists() {
        return 1;
    }

    @Override
    void shrunk() {
        evictTo(capacity());
    }
}
