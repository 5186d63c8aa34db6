package dev.terrace.optimizer.analysis.anomaly;

import java.util.Arrays;

/** Order statistics of values of which some are missing. */
final class Medians {
    private Medians() {}

    /** The median of those that are not NaN, NaN without any. */
    static double of(double[] values) {
        double[] known = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                known[n++] = value;
            }
        }
        Arrays.sort(known, 0, n);
        return n == 0 ? Double.NaN : (known[(n - 1) / 2] + known[n / 2]) / 2;
    }
}
