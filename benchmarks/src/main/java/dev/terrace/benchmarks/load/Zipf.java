package dev.terrace.benchmarks.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Ranks drawn by Zipf's law: that of rank i, from 0 on, has a share of 1 / (i + 1)^s. Drawn by inversion over a table of all ranks, so it is
 * exact; 8 bytes a rank.
 */
public final class Zipf {
    private final double[] cumulative;

    /** {@code s} is 0.99 in YCSB (Cooper et al., SoCC 2010). */
    public Zipf(int ranks, double s) {
        cumulative = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += 1 / Math.pow(i + 1, s);
            cumulative[i] = sum;
        }
        for (int i = 0; i < ranks; i++) {
            cumulative[i] /= sum;
        }
    }

    /** The next rank, at least 0 and below the number of ranks. */
    public int next(RandomGenerator random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble());
        return Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found + 1);
    }
}
