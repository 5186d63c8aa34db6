package dev.terrace.optimizer.analysis.simulate;

/** SIEVE (Zhang et al., NSDI'24): a hand goes from the oldest to the newest and evicts the first that was not used since it came by. */
final class Sieve extends Replacement {
    private int hand = Nodes.NONE;

    Sieve(int capacity) {
        super(capacity, new Nodes(1), 1);
    }

    @Override
    void hit(int node) {
        nodes.count(node, 1);
    }

    @Override
    int miss(int key, int ghost) {
        evictTo(capacity() - 1);
        return nodes.add(key, 0);
    }

    private void evictTo(int size) {
        while (nodes.size(0) > size) {
            int node = hand == Nodes.NONE ? nodes.last(0) : hand;
            while (nodes.counter(node) != 0) {
                nodes.count(node, 0);
                int nearer = nodes.nearer(node);
                node = nearer == Nodes.NONE ? nodes.last(0) : nearer;
            }
            hand = node;
            leave(node);
        }
    }

    @Override
    void leave(int node) {
        if (node == hand) {
            hand = nodes.nearer(node);
        }
        super.leave(node);
    }

    @Override
    void shrunk() {
        evictTo(capacity());
    }
}
