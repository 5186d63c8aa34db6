package dev.terrace.optimizer.analysis.forecast;

import java.util.function.Supplier;

/**
 * A model to be tried.
 *
 * @param model its name
 * @param transform in what it forecasts
 * @param from the step whose value it observes first
 * @param fresh makes it anew, as it is before that step
 */
record Candidate(String model, Transform transform, int from, Supplier<Forecaster> fresh) {
    static Candidate naive(String model, int period) {
        return new Candidate(model, Transform.NONE, 0, () -> new SeasonalNaive(period));
    }
}
