package dev.terrace.optimizer.analysis.forecast;

import static dev.terrace.optimizer.analysis.forecast.GeneratedSeries.DAY;
import static dev.terrace.optimizer.analysis.forecast.GeneratedSeries.STEP;
import static dev.terrace.optimizer.analysis.forecast.GeneratedSeries.series;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastingTest {
    private static final int HOUR = 12;

    @Test
    void knowsThatNothingIsKnown() {
        double[] gaps = new double[100];
        Arrays.fill(gaps, Double.NaN);
        for (double[] values : new double[][] {{}, gaps}) {
            Forecast forecast = Forecasting.of(series(values, 0, values.length), Range.COUNTS, HOUR);
            assertEquals(Forecast.none(), forecast);
        }
    }

    @Test
    void repeatsTheOnlyValueWithoutABand() {
        Forecast forecast = Forecasting.of(series(new double[] {7}, 0, 1), Range.COUNTS, 3);
        assertEquals("naive", forecast.model());
        assertNull(forecast.error());
        assertEquals(3, forecast.points().size());
        for (Forecast.Point point : forecast.points()) {
            assertEquals(7, point.value());
            assertNull(point.low());
            assertNull(point.high());
        }
        assertEquals(
                GeneratedSeries.MONDAY.plus(STEP), forecast.points().getFirst().at());
    }

    @Test
    void givesNoBandWhereTooFewErrorsAreKnown() {
        double[] values = IntStream.range(0, 60).mapToDouble(i -> i % 7).toArray();
        Forecast forecast = Forecasting.of(series(values, 0, 60), Range.COUNTS, 28);
        for (int lead = 1; lead <= 28; lead++) {
            int errors = 30 - lead + 1;
            Forecast.Point point = forecast.points().get(lead - 1);
            assertEquals(errors >= Conformal.ENOUGH, point.low() != null, "lead " + lead);
            assertEquals(errors >= Conformal.ENOUGH, point.high() != null, "lead " + lead);
        }
    }

    @Test
    void followsATrendInAShortSeriesAndSaysWhenABoundIsReached() {
        double[] values = IntStream.range(0, 48).mapToDouble(i -> 100 + i).toArray();
        Forecast forecast = Forecasting.of(series(values, 0, 48), new Range(0, 160), 48);
        assertEquals("damped_trend", forecast.model());
        assertTrue(forecast.error() != null && forecast.error() < 0.2, "error " + forecast.error());
        var full = forecast.first(value -> value >= 160);
        assertTrue(full.isPresent());
        long steps =
                java.time.Duration.between(GeneratedSeries.MONDAY, full.get()).dividedBy(STEP);
        assertEquals(60, steps, 3);
        assertEquals(160, forecast.points().getLast().value());
    }

    @Test
    void leavesTheNaiveForecastWhereNothingIsBetter() {
        double[] walk = new double[40];
        Random random = new Random(3);
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }
        Range anything = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        Forecast forecast = Forecasting.of(series(walk, 0, walk.length), anything, 1);
        assertTrue(forecast.error() != null && forecast.error() <= 1);
        double[] repeated = GeneratedSeries.TWO_PEAKS.values(DAY, 1);
        double[] days =
                IntStream.range(0, 6 * DAY).mapToDouble(i -> repeated[i % DAY]).toArray();
        Forecast exact = Forecasting.of(series(days, 0, days.length), Range.COUNTS, HOUR);
        assertEquals("seasonal_naive", exact.model());
        for (int lead = 1; lead <= HOUR; lead++) {
            assertEquals(repeated[lead - 1], exact.points().get(lead - 1).value());
        }
    }

    @Test
    void takesGapsForGaps() {
        double[] whole = GeneratedSeries.DAILY_LITTLE_NOISE.values(6 * DAY, 5);
        double[] gaps = whole.clone();
        Random random = new Random(6);
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = random.nextInt(4) == 0 ? Double.NaN : gaps[i];
        }
        Arrays.fill(gaps, 4 * DAY, 4 * DAY + 80, Double.NaN);
        Arrays.fill(gaps, gaps.length - 5, gaps.length, Double.NaN);
        Forecast of = Forecasting.of(series(whole, 0, whole.length), Range.COUNTS, HOUR);
        Forecast despite = Forecasting.of(series(gaps, 0, gaps.length), Range.COUNTS, HOUR);
        assertEquals(HOUR, despite.points().size());
        for (int lead = 0; lead < HOUR; lead++) {
            assertEquals(of.points().get(lead).at(), despite.points().get(lead).at());
            assertEquals(
                    of.points().get(lead).value(), despite.points().get(lead).value(), 60, "of 600 to 1400");
        }
        Arrays.fill(gaps, gaps.length - HOUR - 1, gaps.length, Double.NaN);
        assertEquals(Forecast.none(), Forecasting.of(series(gaps, 0, gaps.length), Range.COUNTS, HOUR));
    }

    @Test
    void staysWithinWhatAFigureCanBe() {
        for (GeneratedSeries law : GeneratedSeries.values()) {
            for (int steps : new int[] {3, 30, DAY, 3 * DAY}) {
                double[] values = law.values(steps, 7);
                for (Forecast.Point point :
                        Forecasting.of(series(values, 0, steps), law.range, 24).points()) {
                    assertTrue(point.value() >= law.range.low() && point.value() <= law.range.high());
                    if (point.low() != null && point.high() != null) {
                        assertTrue(law.range.low() <= point.low() && point.low() <= point.value(), law.name());
                        assertTrue(point.value() <= point.high() && point.high() <= law.range.high(), law.name());
                    }
                }
            }
        }
    }

    @Test
    void isAFunctionOfTheSeries() {
        double[] values = GeneratedSeries.LIKE_A_SHOP.values(8 * DAY, 8);
        Series series = series(values, 0, values.length);
        assertEquals(Forecasting.of(series, Range.COUNTS, HOUR), Forecasting.of(series, Range.COUNTS, HOUR));
        assertNotNull(Forecasting.of(series, Range.COUNTS, HOUR).error());
    }
}
