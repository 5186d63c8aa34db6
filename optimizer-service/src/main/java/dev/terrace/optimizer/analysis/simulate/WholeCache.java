package dev.terrace.optimizer.analysis.simulate;

/** A whole cache under a policy, as get-or-fill without times to live: what miniatures are judged by. Not safe for use by several threads. */
public final class WholeCache {
    private final Replacement cache;

    /** An empty cache of at most so many objects, at least 2. */
    public WholeCache(Policy policy, int objects) {
        this.cache = policy.of(objects);
    }

    /** Whether it is a hit; a miss is filled. Keys are told apart by the upper half of their hash, as in the miniatures. */
    public boolean read(long hash) {
        return cache.read((int) (hash >>> Integer.SIZE), 0, Replacement.FOREVER);
    }
}
