package dev.terrace.optimizer.analysis.forecast;

/**
 * Seasonal figures as deviations from the mean, learnt from a few first cycles. The week is kept by the hour: by the step each of its figures
 * would be seen too seldom to be more than noise.
 *
 * @param level mean of the last cycle
 * @param day deviations by the step of the day, empty for none
 * @param week deviations from these by the hour of the week, empty for none
 * @param cycles days that {@code day} was learnt from
 * @param spread mean absolute deviation that remains
 * @param least a part of what the whole series varies by, below which no spread is taken for real; above 0
 */
@SuppressWarnings("ArrayRecordComponent")
record Seasons(double level, double[] day, double[] week, int cycles, double spread, double least) {
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final double LEAST_SPREAD = 0.05;

    /** No seasons: the mean of some first values. */
    static Seasons none(double[] values, int to) {
        return of(values, to, new Seasons(mean(values, 0, to), new double[0], new double[0], 0, 1, 1));
    }

    /** A season of {@code day} steps, from so many first days. */
    static Seasons daily(double[] values, int day, int days) {
        double[] rest = new double[days * day];
        double mean = centre(values, rest, day);
        double[] daily = profile(rest, 1, day, day / 144);
        return of(values, rest.length, new Seasons(mean, daily, new double[0], days, 1, 1));
    }

    /** A season of {@code day} steps and one of a week, from so many first weeks. */
    static Seasons weekly(double[] values, int day, int weeks) {
        double[] rest = new double[weeks * DAYS * day];
        double mean = centre(values, rest, DAYS * day);
        double[] daily = profile(rest, 1, day, day / 144);
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= daily[i % day];
        }
        int hour = Math.max(1, day / HOURS);
        double[] weekly = profile(rest, hour, DAYS * day / hour, 0);
        return of(values, rest.length, new Seasons(mean, daily, weekly, DAYS * weeks, 1, 1));
    }

    /** Steps to an hour of the week, 1 where a step is longer. */
    int hour() {
        return Math.max(1, day.length / HOURS);
    }

    double at(int step) {
        return (day.length > 0 ? day[step % day.length] : 0)
                + (week.length > 0 ? week[step / hour() % week.length] : 0);
    }

    /** Sets {@code rest} to the deviations of the values from the mean of their cycle; answers the last mean. */
    private static double centre(double[] values, double[] rest, int cycle) {
        double last = 0;
        for (int from = 0; from < rest.length; from += cycle) {
            double mean = mean(values, from, from + cycle);
            last = Double.isNaN(mean) ? last : mean;
            for (int i = from; i < from + cycle; i++) {
                rest[i] = values[i] - mean;
            }
        }
        return last;
    }

    /** The same with the spread that it leaves in the last of the values before {@code to}. */
    private static Seasons of(double[] values, int to, Seasons seasons) {
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, to - Math.max(to / 2, seasons.day.length)); i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += Math.abs(values[i] - seasons.level - seasons.at(i));
                count++;
            }
        }
        double level = Double.isNaN(seasons.level) ? 0 : seasons.level;
        double least = least(values);
        double spread = Math.max(least, count == 0 ? 0 : sum / count);
        return new Seasons(level, seasons.day, seasons.week, seasons.cycles, spread, least);
    }

    /** Errors in units of less would be huge after an even beginning. */
    private static double least(double[] values) {
        double mean = mean(values, 0, values.length);
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += Math.abs(value - mean);
                count++;
            }
        }
        return sum > 0 ? LEAST_SPREAD * sum / count : 1;
    }

    /** Means of a season of {@code period} bins of {@code width} steps, each with so many neighbours to both sides. */
    private static double[] profile(double[] values, int width, int period, int reach) {
        double[] sums = new double[period];
        int[] counts = new int[period];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sums[i / width % period] += values[i];
                counts[i / width % period]++;
            }
        }
        double[] means = new double[period];
        for (int i = 0; i < period; i++) {
            double sum = 0;
            int count = 0;
            for (int near = i - reach; near <= i + reach; near++) {
                int at = Math.floorMod(near, period);
                sum += sums[at];
                count += counts[at];
            }
            means[i] = count == 0 ? 0 : sum / count;
        }
        return means;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return sum / count;
    }
}
