package dev.terrace.optimizer.analysis.simulate;

/** First in, first out. */
class Fifo extends Replacement {
    Fifo(int capacity) {
        super(capacity, new Nodes(1), 1);
    }

    @Override
    void hit(int node) {
        // a use changes nothing
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
    void shrunk() {
        evictTo(capacity());
    }
}
