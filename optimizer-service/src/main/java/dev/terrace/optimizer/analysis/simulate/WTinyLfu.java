package dev.terrace.optimizer.analysis.simulate;

/**
 * W-TinyLFU (Einziger, Friedman and Manes, TOS'17) with the window that adapts by hill climbing (Einziger et al., Middleware'18), as
 * Caffeine has it: a window LRU, and a segmented LRU which lets in who was used more often than whom it would evict.
 */
final class WTinyLfu extends Replacement {
    private static final int WINDOW = 0;
    private static final int PROBATION = 1;
    private static final int PROTECTED = 2;
    private static final double PROTECTED_SHARE = 0.8;
    private static final int ROUND = 10;
    private static final double FIRST_STEP = 0.0625;
    private static final double DECAY = 0.98;
    private static final double RESTART = 0.05;

    private final Sketch sketch;
    private int window;
    private double step;
    private double hitRatio;
    private int hits;
    private int reads;

    WTinyLfu(int capacity) {
        super(capacity, new Nodes(3), 3);
        sketch = new Sketch(capacity);
        window = Math.max(1, capacity / 100);
        step = -FIRST_STEP * capacity;
    }

    @Override
    void hit(int node) {
        sketch.use(nodes.key(node));
        hits++;
        if (nodes.list(node) == WINDOW) {
            nodes.move(node, WINDOW);
        } else {
            nodes.move(node, PROTECTED);
            demote();
        }
        climb();
    }

    private void demote() {
        while (nodes.size(PROTECTED) > (capacity() - window) * PROTECTED_SHARE) {
            nodes.move(nodes.last(PROTECTED), PROBATION);
        }
    }

    @Override
    int miss(int key, int ghost) {
        sketch.use(key);
        int node = nodes.add(key, WINDOW);
        settle(node);
        climb();
        return node;
    }

    /** The window's oldest go to the main part, or out; {@code fresh} stays where it is. */
    private void settle(int fresh) {
        while (nodes.size(WINDOW) > window && nodes.last(WINDOW) != fresh) {
            int candidate = nodes.last(WINDOW);
            nodes.move(candidate, PROBATION);
            if (residents() > capacity()) {
                int victim = nodes.last(PROBATION);
                if (victim == candidate) {
                    victim = nodes.size(PROTECTED) > 0 ? nodes.last(PROTECTED) : candidate;
                }
                boolean admitted = sketch.uses(nodes.key(candidate)) > sketch.uses(nodes.key(victim));
                leave(admitted ? victim : candidate);
            }
        }
        while (residents() > capacity()) {
            leave(oldest(fresh));
        }
    }

    private int oldest(int fresh) {
        for (int list : new int[] {PROBATION, PROTECTED, WINDOW}) {
            int last = nodes.last(list);
            if (last != Nodes.NONE && last != fresh) {
                return last;
            }
        }
        return fresh;
    }

    private void climb() {
        if (++reads < ROUND * capacity()) {
            return;
        }
        double now = (double) hits / reads;
        double change = now - hitRatio;
        double amount = change >= 0 ? step : -step;
        step = Math.abs(change) >= RESTART ? Math.copySign(FIRST_STEP * capacity(), amount) : DECAY * amount;
        hitRatio = now;
        hits = 0;
        reads = 0;
        resize((int) Math.clamp(Math.round(window + amount), 1, Math.max(1, (long) (capacity() * PROTECTED_SHARE))));
    }

    /** A larger window takes its entries from the main part, a smaller one gives them back; nothing is evicted for it. */
    private void resize(int size) {
        int grow = Math.min(size - window, nodes.size(PROBATION) + nodes.size(PROTECTED));
        window = size;
        for (int i = 0; i < grow; i++) {
            int from = nodes.size(PROBATION) > 0 ? PROBATION : PROTECTED;
            nodes.move(nodes.last(from), WINDOW);
        }
        while (nodes.size(WINDOW) > window) {
            nodes.move(nodes.last(WINDOW), PROBATION);
        }
        demote();
    }

    @Override
    void shrunk() {
        window = Math.max(1, Math.min(window, capacity() - 1));
        step = Math.copySign(Math.min(Math.abs(step), FIRST_STEP * capacity()), step);
        settle(Nodes.NONE);
    }
}
