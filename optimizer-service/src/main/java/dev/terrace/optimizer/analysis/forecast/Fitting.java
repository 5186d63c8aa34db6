package dev.terrace.optimizer.analysis.forecast;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Fits a {@link Smoothing} to the first part of a series: seasons from the first half of it, gains by the mean absolute error of some leads
 * over the rest.
 */
final class Fitting {
    private final double[] values;
    private final int to;
    private final Range range;
    private final int leads;

    /** Fits to values before {@code to}, for so many steps ahead. */
    Fitting(double[] values, int to, Range range, int leads) {
        this.values = values;
        this.to = to;
        this.range = range;
        this.leads = leads;
    }

    /** One without seasons; not by logarithms, in which a young trend would grow without a bound. */
    Candidate trend() {
        int from = Math.max(1, to / 8);
        Objective plain = new Objective(Transform.NONE, transformed -> Seasons.none(transformed, from), from);
        return fitted("damped_trend", plain, false, false);
    }

    /** One with a season of a day, which is so many steps; there must be two of them to fit to. */
    Candidate daily(int day) {
        int days = to / 2 / day;
        Objective even = even(transformed -> Seasons.daily(transformed, day, days), days * day);
        return fitted("seasonal", even, true, false);
    }

    /** One with a season of a week beside it; there must be two of them to fit to. */
    Candidate weekly(int day) {
        int weeks = to / 2 / (7 * day);
        Objective even = even(transformed -> Seasons.weekly(transformed, day, weeks), weeks * 7 * day);
        return fitted("double_seasonal", even, true, true);
    }

    private Objective even(Function<double[], Seasons> learning, int from) {
        Objective plain = new Objective(Transform.NONE, learning, from);
        Objective logarithmic = new Objective(Transform.logarithm(values), learning, from);
        Gains ordinary = Search.ordinary();
        return logarithmic.applyAsDouble(ordinary) < plain.applyAsDouble(ordinary) ? logarithmic : plain;
    }

    private Candidate fitted(String model, Objective objective, boolean day, boolean week) {
        Gains gains = Search.best(objective, day, week);
        return new Candidate(
                model,
                objective.transform,
                objective.from,
                () -> new Smoothing(gains, objective.seasons, objective.from, leads));
    }

    /** Mean absolute error at some leads, in the figure's own units. */
    private final class Objective implements ToDoubleFunction<Gains> {
        private final Transform transform;
        private final double[] transformed;
        private final Seasons seasons;
        private final int from;
        private final int[] weighed;

        Objective(Transform transform, Function<double[], Seasons> learning, int from) {
            this.transform = transform;
            this.from = from;
            int most = Math.max(1, Math.min(leads, (to - from) / 2));
            weighed = new int[] {(most + 7) / 8, (most + 1) / 2, most};
            transformed = transform.to(values);
            seasons = learning.apply(transformed);
        }

        @Override
        public double applyAsDouble(Gains gains) {
            Smoothing model = new Smoothing(gains, seasons, from, leads);
            double sum = 0;
            long count = 0;
            for (int i = from; i < to; i++) {
                model.observe(transformed[i]);
                for (int lead : weighed) {
                    if (i + lead < to && !Double.isNaN(values[i + lead])) {
                        double expected = range.nearest(transform.from(model.ahead(lead)));
                        sum += Math.abs(expected - values[i + lead]);
                        count++;
                    }
                }
            }
            return count == 0 ? 0 : sum / count;
        }
    }
}
