package dev.terrace.optimizer.analysis.forecast;

import java.util.Arrays;

/**
 * What was a season ago, or the last value for a season of one step. A gap is bridged by the season before it,
 * and where there is none by the last value.
 */
final class SeasonalNaive implements Forecaster {
    private final double[] season;
    private double last = Double.NaN;
    private long next;

    /** A season of so many steps. */
    SeasonalNaive(int period) {
        season = new double[period];
        Arrays.fill(season, Double.NaN);
    }

    @Override
    public void observe(double value) {
        if (!Double.isNaN(value)) {
            season[(int) (next % season.length)] = value;
            last = value;
        }
        next++;
    }

    @Override
    public double ahead(int lead) {
        double then = season[(int) ((next - 1 + lead) % season.length)];
        return Double.isNaN(then) ? last : then;
    }

    @Override
    public double scale() {
        return 1;
    }
}
