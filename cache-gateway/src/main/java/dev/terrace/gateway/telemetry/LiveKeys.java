package dev.terrace.gateway.telemetry;

import java.util.Arrays;

/** A set of 64-bit hashes, open addressing at most half full. The hashes are well mixed, so their low bits address directly. */
final class LiveKeys {
    private static final int FIRST_SLOTS = 1024;

    private long[] slots = new long[FIRST_SLOTS];
    private int size;
    private boolean zero;

    int size() {
        return size + (zero ? 1 : 0);
    }

    void add(long hash) {
        if (hash == 0) {
            zero = true;
        } else if (insert(hash) && size * 2 > slots.length) {
            rebuild(slots, slots.length * 2, AccessSampler.EVERYTHING);
        }
    }

    private boolean insert(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = hash;
        size++;
        return true;
    }

    /** The threshold below which at most so many of the keys lie; at least 1. */
    int thresholdFor(int keep) {
        int[] prefixes = new int[size];
        int n = 0;
        for (long hash : slots) {
            if (hash != 0) {
                prefixes[n++] = AccessSampler.prefix(hash);
            }
        }
        Arrays.sort(prefixes);
        return n <= keep ? AccessSampler.EVERYTHING : Math.max(1, prefixes[keep]);
    }

    /** Forgets the keys at or above a threshold. */
    void keepBelow(int threshold) {
        rebuild(slots, slots.length, threshold);
    }

    void clear() {
        slots = new long[FIRST_SLOTS];
        size = 0;
        zero = false;
    }

    private void rebuild(long[] old, int length, int threshold) {
        slots = new long[length];
        size = 0;
        for (long hash : old) {
            if (hash != 0 && AccessSampler.prefix(hash) < threshold) {
                insert(hash);
            }
        }
    }
}
