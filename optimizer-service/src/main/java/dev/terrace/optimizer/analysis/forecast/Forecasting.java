package dev.terrace.optimizer.analysis.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of a series: smoothing with the seasons that the series is long enough for, or the naive forecast where that was better on the data
 * held out, which neither was fitted to. A pure function of its arguments; bounded by about a hundred passes over the series for each model.
 */
public final class Forecasting {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    /** Steps below which nothing is fitted. */
    private static final int SHORT = 16;

    private final double[] values;
    private final Series series;
    private final Range range;
    private final int leads;
    private final int day;
    private final int week;

    private Forecasting(Series series, Range range, int leads) {
        this.series = series;
        this.values = series.values();
        this.range = range;
        this.leads = leads;
        day = fits(series.steps(DAY)) ? series.steps(DAY) : 0;
        week = day > 0 && fits(series.steps(WEEK)) ? series.steps(WEEK) : 0;
    }

    /**
     * What is to come after the end of a series; nothing when it ends with a gap longer than what is asked.
     *
     * @param series at least the last two days for a daily season, the last two weeks for a weekly one, and some time more to prove it on
     * @param range values that the figure can have
     * @param leads steps to look ahead, at least 1
     */
    public static Forecast of(Series series, Range range, int leads) {
        Series known = series.trimmed();
        int silent = (int) (Duration.between(known.end(), series.end()).toSeconds()
                / series.step().toSeconds());
        if (known.values().length == 0 || silent > leads) {
            return Forecast.none();
        }
        return new Forecasting(known, range, leads + silent).of(silent);
    }

    /** Two seasons to learn from, and half a day or the horizon to be tried on. */
    private boolean fits(int season) {
        return season > 1 && values.length >= 2 * season + Math.max(leads + 1, series.steps(DAY) / 2);
    }

    private Forecast of(int silent) {
        int heldOut = Math.min(Math.max(values.length / 4, 2 * leads), values.length / 2);
        int split = Math.max(values.length - heldOut, 2 * Math.max(day, week));
        Candidate best = null;
        Backtest proof = null;
        double naive = Double.NaN;
        for (Candidate candidate : candidates(split)) {
            Backtest test = Backtest.of(candidate, values, split, leads, range);
            if (candidate.model().endsWith("naive")) {
                naive = Double.isNaN(naive) ? test.error() : Math.min(naive, test.error());
            }
            if (proof == null || test.error() < proof.error()) {
                best = candidate;
                proof = test;
            }
        }
        if (best == null || proof == null) {
            throw new IllegalStateException("the naive forecast always is a candidate");
        }
        return new Forecast(points(best, proof, silent), best.model(), ratio(proof.error(), naive));
    }

    private List<Candidate> candidates(int split) {
        List<Candidate> all = new ArrayList<>();
        Fitting fitting = new Fitting(values, split, range, leads);
        if (day == 0) {
            all.add(Candidate.naive("naive", 1));
            if (split >= SHORT) {
                all.add(fitting.trend());
            }
            return all;
        }
        all.add(Candidate.naive("seasonal_naive", day));
        all.add(fitting.daily(day));
        if (week > 0) {
            all.add(Candidate.naive("seasonal_naive", week));
            all.add(fitting.weekly(day));
        }
        return all;
    }

    private List<Forecast.Point> points(Candidate candidate, Backtest proof, int silent) {
        Forecaster model = candidate.fresh().get();
        for (int i = candidate.from(); i < values.length; i++) {
            model.observe(candidate.transform().to(values[i]));
        }
        List<Forecast.Point> points = new ArrayList<>();
        for (int lead = silent + 1; lead <= leads; lead++) {
            int delay = (lead + proof.stride() - 1) / proof.stride();
            Double half = Conformal.halfWidth(proof.scores(lead), delay);
            points.add(point(candidate.transform(), model, lead, half));
        }
        return points;
    }

    private Forecast.Point point(Transform transform, Forecaster model, int lead, @Nullable Double half) {
        double expected = model.ahead(lead);
        double reach = half == null ? Double.NaN : half * model.scale();
        return new Forecast.Point(
                series.at(values.length - 1 + lead),
                range.nearest(transform.from(expected)),
                half == null ? null : range.nearest(transform.from(expected - reach)),
                half == null ? null : range.nearest(transform.from(expected + reach)));
    }

    /** Since the best is no worse than the naive one, it makes no errors where that makes none. */
    private static @Nullable Double ratio(double error, double naive) {
        if (Double.isNaN(error) || Double.isNaN(naive)) {
            return null;
        }
        return naive > 0 ? error / naive : 0.0;
    }
}
