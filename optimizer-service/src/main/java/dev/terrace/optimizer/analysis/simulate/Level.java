package dev.terrace.optimizer.analysis.simulate;

import java.util.EnumMap;
import java.util.Map;

/**
 * Caches of one size under every policy, in miniature: of the keys only a share is simulated, and the size is scaled by it. When the sample
 * becomes thinner than that share the miniature is thinned with it, as long as it has {@value #LEAST} objects.
 */
final class Level {
    /** Objects of a miniature at most. */
    static final int MOST = 256;
    /** And at least: with fewer it says too little. */
    static final int LEAST = 200;

    private static final int TOP_BITS = 24;

    private final long size;
    private Replacement[] caches;
    private final double[] hits;
    private long share;
    private double weight;
    private double sampled;
    private double total;
    private boolean dead;

    Level(long size) {
        this.size = size;
        this.share = Math.min(1L << TOP_BITS, (1L << TOP_BITS) * MOST / size);
        this.weight = (double) (1L << TOP_BITS) / share;
        Policy[] policies = Policy.values();
        caches = new Replacement[policies.length];
        hits = new double[policies.length];
        for (Policy policy : policies) {
            caches[policy.ordinal()] = policy.of((int) Math.round(size / weight));
        }
    }

    /** Only keys below this threshold are in the sample from now on. */
    void lower(int threshold) {
        if (threshold >= share || dead) {
            return;
        }
        double thinned = (double) threshold / (1L << TOP_BITS);
        int capacity = (int) Math.round(size * thinned);
        if (capacity < LEAST) {
            end();
            return;
        }
        share = threshold;
        weight = 1 / thinned;
        for (Replacement cache : caches) {
            cache.thin(capacity, this::takes);
        }
    }

    /** It is not wanted any more. */
    void end() {
        dead = true;
        caches = new Replacement[0];
    }

    /** So many reads happened, sampled or not. */
    void total(long reads) {
        total += dead ? 0 : reads;
    }

    boolean takes(int key) {
        return !dead && key >>> (Integer.SIZE - TOP_BITS) < share;
    }

    void read(int key, int now, int expiry) {
        sampled += weight;
        for (int i = 0; i < caches.length; i++) {
            if (caches[i].read(key, now, expiry)) {
                hits[i] += weight;
            }
        }
    }

    void write(int key, int now, int expiry) {
        for (Replacement cache : caches) {
            cache.write(key, now, expiry);
        }
    }

    void remove(int key) {
        for (Replacement cache : caches) {
            cache.remove(key);
        }
    }

    long size() {
        return size;
    }

    /** Whether the sample is still dense enough for it. */
    boolean alive() {
        return !dead && total > 0;
    }

    /** Objects of the miniature. */
    int objects() {
        return caches[0].capacity();
    }

    /** Whether an LRU of this size would ever have had to evict. */
    boolean filled() {
        return caches[Policy.LRU.ordinal()].residents() >= objects();
    }

    /**
     * Miss ratios. Reads that the sample lacks of its due, or has too many, are those of the keys read most, and would have been hits: the
     * adjustment of SHARDS (Waldspurger et al., FAST'15), for every policy.
     */
    Map<Policy, Double> missRatios() {
        Map<Policy, Double> ratios = new EnumMap<>(Policy.class);
        for (Policy policy : Policy.values()) {
            double missed = sampled - hits[policy.ordinal()];
            ratios.put(policy, Math.clamp(missed / total, 0, 1));
        }
        return ratios;
    }
}
