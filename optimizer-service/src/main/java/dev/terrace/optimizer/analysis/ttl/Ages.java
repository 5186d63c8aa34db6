package dev.terrace.optimizer.analysis.ttl;

import java.util.Arrays;

/** Of a bounded number of keys: when each was filled last under each of a few times to live. About 70 bytes a key. */
final class Ages {
    /** Not there. */
    static final int NEVER = Integer.MIN_VALUE;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int FREE = -1;

    private final int lives;
    private final long[] keys;
    private final int[] filled;
    private final boolean[] missed;
    private final int[] index;
    private final int shift;
    private int count;

    /** {@code lives} times to live. */
    Ages(int capacity, int lives) {
        this.lives = lives;
        keys = new long[capacity];
        filled = new int[capacity * lives];
        missed = new boolean[capacity];
        index = new int[Integer.highestOneBit(2 * capacity - 1) * 2];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(index.length);
        Arrays.fill(index, FREE);
    }

    boolean full() {
        return count == keys.length;
    }

    int count() {
        return count;
    }

    /** Row of the key, a new one when there is none; there must be room. */
    int row(long key) {
        int slot = (int) ((key * GOLDEN) >>> shift);
        while (index[slot] != FREE) {
            if (keys[index[slot]] == key) {
                return index[slot];
            }
            slot = (slot + 1) & (index.length - 1);
        }
        index[slot] = count;
        keys[count] = key;
        missed[count] = false;
        Arrays.fill(filled, count * lives, (count + 1) * lives, NEVER);
        return count++;
    }

    /** When it was filled last under that time to live, {@link #NEVER} when it is not there. */
    int filled(int row, int life) {
        return filled[row * lives + life];
    }

    void fill(int row, int life, int now) {
        filled[row * lives + life] = now;
    }

    /** Whether it was missed and not filled since. */
    boolean missed(int row) {
        return missed[row];
    }

    void miss(int row, boolean now) {
        missed[row] = now;
    }

    /** Keeps the keys whose top 24 bits are below a threshold. */
    void retain(int threshold) {
        int all = count;
        count = 0;
        Arrays.fill(index, FREE);
        for (int from = 0; from < all; from++) {
            if (top(keys[from]) < threshold) {
                int[] was = Arrays.copyOfRange(filled, from * lives, (from + 1) * lives);
                boolean wasMissed = missed[from];
                int to = row(keys[from]);
                System.arraycopy(was, 0, filled, to * lives, lives);
                missed[to] = wasMissed;
            }
        }
    }

    static int top(long key) {
        return (int) (key >>> 40);
    }
}
