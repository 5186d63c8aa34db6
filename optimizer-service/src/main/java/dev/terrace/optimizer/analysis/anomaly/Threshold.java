package dev.terrace.optimizer.analysis.anomaly;

import java.util.Arrays;

/**
 * Tells scores that are too high to be ordinary, by the scores before: it must be above all of the last week (a conformal p-value of one over
 * their number; Laxhammar and Falkman, 2014), and above what an exponential tail through their 90 % and 99 % points reaches once in two weeks,
 * since a week that has only begun has no rare ones yet. Scores that were found too high are left out of those to come.
 */
final class Threshold {
    private static final int ENOUGH = 144;
    private static final int RENEWAL = 12;

    private final double[] week;
    private final double rare;
    private long taken;
    private double most;
    private double tail;

    /** A week of so many scores. */
    Threshold(int week) {
        this.week = new double[week];
        rare = 1.0 / (2 * week);
    }

    /** Whether it is too high; nothing is while too few are known. */
    boolean exceeded(double score) {
        if (taken >= ENOUGH && score > most && score > tail) {
            return true;
        }
        week[(int) (taken % week.length)] = score;
        taken++;
        most = Math.max(most, score);
        if (taken % RENEWAL == 0) {
            renew();
        }
        return false;
    }

    private void renew() {
        double[] sorted = Arrays.copyOf(week, (int) Math.min(taken, week.length));
        Arrays.sort(sorted);
        double often = sorted[(int) (0.9 * (sorted.length - 1))];
        double seldom = sorted[(int) (0.99 * (sorted.length - 1))];
        most = sorted[sorted.length - 1];
        tail = often + (seldom - often) * Math.log10(0.1 / rare);
    }
}
