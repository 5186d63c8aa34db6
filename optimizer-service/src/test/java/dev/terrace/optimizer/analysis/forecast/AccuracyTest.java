package dev.terrace.optimizer.analysis.forecast;

import static dev.terrace.optimizer.analysis.forecast.GeneratedSeries.DAY;
import static dev.terrace.optimizer.analysis.forecast.GeneratedSeries.WEEK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is promised, measured on what came after the series that was forecast: over 48 generated series of three weeks, an hour ahead, from
 * eight times spread over a week each.
 */
class AccuracyTest {
    private static final int SEEDS = 3;
    private static final int ORIGINS = 8;
    private static final int HOUR = 12;
    private static final int FROM = 21 * DAY;

    private final List<String> failed = new ArrayList<>();
    private long bands;
    private long held;

    @Test
    void beatsTheSeasonalNaiveForecastAndItsBandsHold() {
        int good = 0;
        int all = 0;
        for (GeneratedSeries law : GeneratedSeries.values()) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                double scaled = scaledError(law, law.values(FROM + WEEK + DAY, seed), seed);
                good += scaled <= 0.85 ? 1 : 0;
                all++;
                if (scaled > 0.85) {
                    failed.add("%s %.2f".formatted(law, scaled));
                }
            }
        }
        assertTrue(all >= 40);
        assertTrue(good >= 0.8 * all, good + " of " + all + ", not " + failed);
        assertEquals(0.9, (double) held / bands, 0.02, "share of values in their 90 % bands");
    }

    /** Mean absolute error in units of that of the better of the two seasonal naive forecasts. */
    private double scaledError(GeneratedSeries law, double[] values, int seed) {
        double error = 0;
        double ofDays = 0;
        double ofWeeks = 0;
        for (int origin = 0; origin < ORIGINS; origin++) {
            int cut = FROM + (int) ((origin * 0.618034 + seed * 0.37) % 1.0 * WEEK);
            List<Forecast.Point> points = Forecasting.of(GeneratedSeries.series(values, 0, cut), law.range, HOUR)
                    .points();
            for (int i = 0; i < points.size(); i++) {
                double came = values[cut + i];
                if (!Double.isNaN(came)) {
                    error += Math.abs(points.get(i).value() - came);
                    ofDays += Math.abs(before(values, cut + i, DAY) - came);
                    ofWeeks += Math.abs(before(values, cut + i, WEEK) - came);
                    judge(points.get(i), came);
                }
            }
        }
        return error / Math.min(ofDays, ofWeeks);
    }

    private void judge(Forecast.Point point, double came) {
        if (point.low() != null && point.high() != null) {
            bands++;
            held += point.low() <= came && came <= point.high() ? 1 : 0;
        }
    }

    private static double before(double[] values, int at, int season) {
        int then = at - season;
        while (then >= season && Double.isNaN(values[then])) {
            then -= season;
        }
        return values[then];
    }
}
