package dev.terrace.optimizer.analysis.forecast;

import java.util.Arrays;

/**
 * A model's errors on the data held out: it goes through them as it would have in their time, and at some steps its forecasts are set against
 * what came.
 */
final class Backtest {
    private static final int ORIGINS = 400;

    private final double[][] scores;
    private final int[] counts;
    private final int stride;
    private double error;
    private long compared;

    private Backtest(int leads, int origins, int stride) {
        scores = new double[leads][origins];
        counts = new int[leads];
        this.stride = stride;
    }

    /** Tries a model on the values from {@code split} on. */
    static Backtest of(Candidate candidate, double[] values, int split, int leads, Range range) {
        int heldOut = values.length - split;
        int stride = Math.max(1, heldOut / ORIGINS);
        Backtest test = new Backtest(leads, heldOut / stride + 1, stride);
        Forecaster model = candidate.fresh().get();
        for (int i = candidate.from(); i < values.length - 1; i++) {
            model.observe(candidate.transform().to(values[i]));
            if (i >= split - 1 && (i - split + 1) % stride == 0) {
                test.compare(model, candidate.transform(), values, i, range);
            }
        }
        return test;
    }

    private void compare(Forecaster model, Transform transform, double[] values, int at, Range range) {
        for (int lead = 1; lead <= scores.length && at + lead < values.length; lead++) {
            double came = values[at + lead];
            double expected = model.ahead(lead);
            if (!Double.isNaN(came) && !Double.isNaN(expected)) {
                error += Math.abs(range.nearest(transform.from(expected)) - came);
                compared++;
                scores[lead - 1][counts[lead - 1]++] = Math.abs(expected - transform.to(came)) / model.scale();
            }
        }
    }

    /** Mean absolute error over all leads; NaN when nothing could be compared. */
    double error() {
        return error / compared;
    }

    /** Absolute errors at a lead in units of the model's scale at the time, in order of time. */
    double[] scores(int lead) {
        return Arrays.copyOf(scores[lead - 1], counts[lead - 1]);
    }

    /** Steps between two of them. */
    int stride() {
        return stride;
    }
}
