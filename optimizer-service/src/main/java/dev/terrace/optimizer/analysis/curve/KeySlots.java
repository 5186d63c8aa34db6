package dev.terrace.optimizer.analysis.curve;

import java.util.Arrays;

/**
 * An open-addressing table of key hashes with the position, stored size and expiry of each, in parallel arrays: 20 bytes a slot. Removal
 * shifts the cluster back, so there are no tombstones.
 */
final class KeySlots {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    final long[] keys;
    final int[] sizes;
    final int[] expiries;
    /** 0 marks a free slot. */
    final int[] positions;

    private final int mask;
    private final int shift;

    KeySlots(int capacity) {
        int slots = Integer.highestOneBit(Math.max(8, capacity) * 2 - 1);
        keys = new long[slots];
        sizes = new int[slots];
        expiries = new int[slots];
        positions = new int[slots];
        mask = slots - 1;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
    }

    /** The slot of the key, or the bitwise complement of the free one where it belongs. */
    int find(long key) {
        int slot = home(key);
        while (positions[slot] != 0) {
            if (keys[slot] == key) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return ~slot;
    }

    /** Empties a slot; {@code moved} hears of each entry that takes another slot by it. */
    void free(int slot, int[] slotAtPosition) {
        int hole = slot;
        int next = (slot + 1) & mask;
        while (positions[next] != 0) {
            if (((next - home(keys[next])) & mask) >= ((next - hole) & mask)) {
                copy(next, hole);
                slotAtPosition[positions[hole]] = hole;
                hole = next;
            }
            next = (next + 1) & mask;
        }
        positions[hole] = 0;
    }

    void clear() {
        Arrays.fill(positions, 0);
    }

    int length() {
        return positions.length;
    }

    private int home(long key) {
        return (int) ((key * GOLDEN) >>> shift);
    }

    private void copy(int from, int to) {
        keys[to] = keys[from];
        sizes[to] = sizes[from];
        expiries[to] = expiries[from];
        positions[to] = positions[from];
    }
}
