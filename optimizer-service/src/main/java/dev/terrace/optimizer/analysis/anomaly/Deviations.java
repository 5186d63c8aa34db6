package dev.terrace.optimizer.analysis.anomaly;

import java.util.Arrays;

/**
 * How far a feature is from what is usual at that time of the day, window by window, by the past alone: usual is the median of that time on the
 * last seven days, or what it was a week ago if that is nearer; in the first two days the median of the last two hours. The unit is the robust
 * standard deviation (1.4826 times the median absolute deviation) of the last week.
 */
final class Deviations {
    private static final int DAYS = 7;
    private static final int RECENT = 24;
    private static final int RENEWAL = 48;
    private static final double NORMAL = 1.4826;

    private final Feature feature;
    private final double[] compared;
    private final int day;
    private final double[] usual;
    private final double[] rest;
    private final double[] scaled;
    private double scale;

    private Deviations(Feature feature, double[] values, int day) {
        this.feature = feature;
        this.day = day;
        compared = Arrays.stream(values).map(feature::compared).toArray();
        usual = new double[values.length];
        rest = new double[values.length];
        scaled = new double[values.length];
    }

    static Deviations of(Feature feature, double[] values, int day) {
        Deviations deviations = new Deviations(feature, values, day);
        for (int at = 0; at < values.length; at++) {
            deviations.take(at);
        }
        return deviations;
    }

    /** In robust standard deviations; 0 where nothing was measured or nothing is known to compare with. */
    double scaled(int at) {
        return scaled[at];
    }

    /** What was usual, in the feature's unit; NaN where it is not known. */
    double usual(int at) {
        return feature.value(usual[at]);
    }

    private void take(int at) {
        usual[at] = at < 2 * day ? recent(at) : daily(at);
        rest[at] = compared[at] - usual[at];
        int weekAgo = at - DAYS * day;
        if (weekAgo > 0) {
            double nearer = compared[at] - near(weekAgo, 1);
            if (Math.abs(nearer) < Math.abs(rest[at])) {
                rest[at] = nearer;
                usual[at] = compared[at] - nearer;
            }
        }
        if (at % RENEWAL == 0) {
            double[] last = Arrays.copyOfRange(rest, Math.max(0, at - DAYS * day), at);
            scale = NORMAL * Medians.of(Arrays.stream(last).map(Math::abs).toArray());
        }
        double unit = Double.isNaN(scale) ? feature.least() : Math.max(scale, feature.least());
        scaled[at] = Double.isNaN(rest[at]) ? 0 : rest[at] / unit;
    }

    private double recent(int at) {
        return Medians.of(Arrays.copyOfRange(compared, Math.max(0, at - RECENT), at));
    }

    private double daily(int at) {
        double[] then = new double[3 * DAYS];
        Arrays.fill(then, Double.NaN);
        for (int ago = 1; ago <= DAYS && at - ago * day > 0; ago++) {
            System.arraycopy(compared, at - ago * day - 1, then, 3 * (ago - 1), 3);
        }
        double usually = Medians.of(then);
        return Double.isNaN(usually) ? recent(at) : usually;
    }

    private double near(int at, int reach) {
        return Medians.of(Arrays.copyOfRange(compared, at - reach, at + reach + 1));
    }
}
