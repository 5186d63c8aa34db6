package dev.terrace.benchmarks.race;

import java.util.Locale;

/**
 * The keys of one cache and what is known of them.
 *
 * <p>With an origin behind it the keys of a group are bumped at the origin, in front of an invalidation of the copies, but every fourth,
 * which is only ever written through the cache: one way in for each key, since an origin that is written past the cache and through it at
 * once would not rise. Without an origin all are written through the cache, and deleted by key and by tag.
 */
final class Counters {
    private static final int WRITTEN_EVERY = 4;

    private final String cache;
    private final boolean behindOrigin;
    private final int groupSize;
    private final String[] keys;
    private final long[] held;
    private final boolean[] busy;
    private final Oracle oracle;

    Counters(String cache, boolean behindOrigin, int groups, int groupSize, int gateways) {
        this.cache = cache;
        this.behindOrigin = behindOrigin;
        this.groupSize = groupSize;
        this.keys = new String[groups * groupSize];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = String.format(Locale.ROOT, "g%03d-k%04d", k / groupSize, k);
        }
        this.held = new long[keys.length];
        this.busy = new boolean[groups];
        this.oracle = new Oracle(keys.length, gateways);
    }

    String cache() {
        return cache;
    }

    boolean behindOrigin() {
        return behindOrigin;
    }

    Oracle oracle() {
        return oracle;
    }

    int size() {
        return keys.length;
    }

    int groups() {
        return busy.length;
    }

    String key(int key) {
        return keys[key];
    }

    /** The number of a key; -1 when it is none. */
    int number(String key) {
        try {
            return key.length() == 10 ? Integer.parseInt(key, 6, 10, 10) : -1;
        } catch (NumberFormatException other) {
            return -1;
        }
    }

    int groupOf(int key) {
        return key / groupSize;
    }

    int firstOf(int group) {
        return group * groupSize;
    }

    int endOf(int group) {
        return (group + 1) * groupSize;
    }

    /** Whether a key is written through the cache, not past it. */
    boolean written(int key) {
        return !behindOrigin || key % WRITTEN_EVERY == 0;
    }

    /** What the origin holds. */
    long held(int key) {
        return held[key];
    }

    /** The origin holds that now. */
    void hold(int key, long version) {
        held[key] = version;
    }

    /** Takes a group for one writer at a time; false when another has it. */
    boolean take(int group) {
        if (busy[group]) {
            return false;
        }
        busy[group] = true;
        return true;
    }

    void release(int group) {
        busy[group] = false;
    }
}
