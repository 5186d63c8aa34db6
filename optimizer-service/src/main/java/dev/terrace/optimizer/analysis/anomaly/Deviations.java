package dev.terrace.optimizer.analysis.anomaly;

import java.util.Arrays;

/**
 * How far a feature is from what is usual at that time of the day, window by window, by the past alone: usual is the median of that time on the
 * last seven days, or what it was a week ago if that is nearer; in the first two days the median of the last two hours. The unit is the robust
 * standard deviation (1.4826 times the median absolute deviation) of the last week. A window that is away from what is usual is also compared with the hour before: a jump tells more of a feature that
 * wanders slowly.
 */
final class Deviations {
    private static final int DAYS = 7;
    private static final int RECENT = 24;
    private static final int RENEWAL = 48;
    private static final int HOUR = 12;
    private static final int JUST_NOW = 3;
    /** Share of a wandering rest that is still there after some windows. */
    private static final double LASTING = 0.7;

    private static final double AWAY = 2.5;
    private static final double NORMAL = 1.4826;

    private final Feature feature;
    private final double[] compared;
    private final int day;
    private final double[] usual;
    private final double[] rest;
    private final double[] jump;
    private final double[] scaled;
    private final double[] jumped;
    private double scale;
    private double jumpScale;

    private Deviations(Feature feature, double[] values, int day) {
        this.feature = feature;
        this.day = day;
        compared = Arrays.stream(values).map(feature::compared).toArray();
        usual = new double[values.length];
        rest = new double[values.length];
        jump = new double[values.length];
        scaled = new double[values.length];
        jumped = new double[values.length];
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

    /** The same, or the jump from the hour before where that is to the same side and greater. */
    double telling(int at) {
        boolean more = Math.abs(scaled[at]) >= AWAY && jumped[at] * Math.signum(scaled[at]) > Math.abs(scaled[at]);
        return more ? jumped[at] : scaled[at];
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
        double before =
                Medians.of(Arrays.copyOfRange(rest, Math.max(0, at - JUST_NOW - HOUR), Math.max(0, at - JUST_NOW + 1)));
        jump[at] = rest[at] - LASTING * before;
        if (at % RENEWAL == 0) {
            scale = spread(rest, at);
            jumpScale = spread(jump, at);
        }
        scaled[at] = Double.isNaN(rest[at]) ? 0 : rest[at] / scale;
        jumped[at] = Double.isNaN(jump[at]) ? 0 : jump[at] / jumpScale;
    }

    private double spread(double[] of, int at) {
        double[] week = Arrays.copyOfRange(of, Math.max(0, at - DAYS * day), at);
        double spread = NORMAL * Medians.of(Arrays.stream(week).map(Math::abs).toArray());
        return Double.isNaN(spread) ? feature.least() : Math.max(spread, feature.least());
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
