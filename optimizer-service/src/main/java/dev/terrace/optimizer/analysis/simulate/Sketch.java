package dev.terrace.optimizer.analysis.simulate;

/**
 * How often keys were used lately: a count-min sketch of four rows of 4-bit counters that are halved after ten uses an object (Einziger,
 * Friedman and Manes, TOS'17).
 */
final class Sketch {
    private static final int ROWS = 4;
    /** Counters of a row for each object, as Caffeine has them: with as many as objects all would be full most of the time. */
    private static final int A_ROW = 4;

    private static final int MOST = 15;
    private static final int SAMPLE = 10;
    private static final int[] SEEDS = {0x9E3779B9, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F};

    private final byte[] counters;
    private final int mask;
    private final int shift;
    private final int sample;
    private int added;

    Sketch(int capacity) {
        int width = Integer.highestOneBit(A_ROW * Math.max(16, capacity) * 2 - 1);
        counters = new byte[ROWS * width];
        mask = width - 1;
        shift = Integer.SIZE - Integer.numberOfTrailingZeros(width);
        sample = SAMPLE * Math.max(16, capacity);
    }

    int uses(int key) {
        int least = MOST;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, counters[at(key, row)]);
        }
        return least;
    }

    void use(int key) {
        boolean counted = false;
        for (int row = 0; row < ROWS; row++) {
            int at = at(key, row);
            if (counters[at] < MOST) {
                counters[at]++;
                counted = true;
            }
        }
        if (counted && ++added >= sample) {
            for (int i = 0; i < counters.length; i++) {
                counters[i] >>= 1;
            }
            added /= 2;
        }
    }

    private int at(int key, int row) {
        int mixed = (key ^ (key >>> 15)) * SEEDS[row];
        return row * (mask + 1) + ((mixed >>> shift) & mask);
    }
}
