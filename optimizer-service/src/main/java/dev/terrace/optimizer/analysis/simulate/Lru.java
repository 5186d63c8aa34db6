package dev.terrace.optimizer.analysis.simulate;

/** Least recently used: a queue to whose head every use moves. */
final class Lru extends Fifo {
    Lru(int capacity) {
        super(capacity);
    }

    @Override
    void hit(int node) {
        nodes.move(node, 0);
    }
}
