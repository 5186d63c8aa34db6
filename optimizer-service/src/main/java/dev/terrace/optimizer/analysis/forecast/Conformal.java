package dev.terrace.optimizer.analysis.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bands that hold whatever the distribution: the quantile of the errors on data held out (split conformal prediction; Lei et al., J. American
 * Statistical Association 113, 2018), the level of which is moved by how often it held lately (adaptive conformal inference; Gibbs and Candès,
 * NeurIPS'21).
 */
final class Conformal {
    /** Errors below which nothing is said. */
    static final int ENOUGH = 20;

    private static final double MISSED = 0.1;
    private static final double RATE = 0.01;
    private static final double LEAST = 0.02;
    private static final double MOST = 0.25;

    private Conformal() {}

    /**
     * Half the width of the 90 % band, in units of the scores; null when they are too few.
     *
     * @param scores absolute errors in order of time
     * @param delay scores after which one is known
     */
    static @Nullable Double halfWidth(double[] scores, int delay) {
        if (scores.length < ENOUGH) {
            return null;
        }
        double[] known = new double[scores.length];
        int count = 0;
        double missed = MISSED;
        for (int i = 0; i < scores.length; i++) {
            if (i >= delay) {
                insert(known, count++, scores[i - delay]);
            }
            if (count >= ENOUGH) {
                boolean miss = scores[i] > quantile(known, count, missed);
                missed = Math.clamp(missed + RATE * (MISSED - (miss ? 1 : 0)), LEAST, MOST);
            }
        }
        double[] all = scores.clone();
        Arrays.sort(all);
        return quantile(all, all.length, missed);
    }

    private static void insert(double[] sorted, int count, double score) {
        int found = Arrays.binarySearch(sorted, 0, count, score);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = score;
    }

    /** The one that all but a share stay below, with the correction for a finite number. */
    private static double quantile(double[] sorted, int count, double missed) {
        int rank = (int) Math.ceil((count + 1) * (1 - missed));
        return sorted[Math.min(rank, count) - 1];
    }
}
