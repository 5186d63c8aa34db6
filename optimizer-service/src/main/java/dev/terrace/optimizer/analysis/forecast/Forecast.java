package dev.terrace.optimizer.analysis.forecast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to come.
 *
 * @param points one a step, in order of time; empty without data
 * @param model double_seasonal, seasonal, damped_trend (a series too short for seasons), seasonal_naive, naive, or none without lately measured data
 * @param error mean absolute error on the data held out, up to the whole horizon, in units of that of the seasonal naive forecast (of the
 *     last value where the series is too short for seasons): below 1 is better than it; null when too little could be held out
 */
public record Forecast(
        List<Point> points, String model, @Nullable Double error) {
    /**
     * One of them.
     *
     * @param at begin of the step, UTC
     * @param value what is expected
     * @param low below it with a probability of 5 %, null without enough residuals
     * @param high above it with a probability of 5 %, null without enough residuals
     */
    public record Point(
            Instant at,
            double value,
            @Nullable Double low,
            @Nullable Double high) {}

    /** Of what was not measured. */
    public static Forecast none() {
        return new Forecast(List.of(), "none", null);
    }

    /** When the expected value first is so, empty when it is not within the horizon. */
    public Optional<Instant> first(DoublePredicate so) {
        return points.stream()
                .filter(point -> so.test(point.value()))
                .map(Point::at)
                .findFirst();
    }
}
