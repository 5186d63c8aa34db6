package dev.terrace.optimizer.analysis.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A figure at equal steps.
 *
 * @param start begin of the first step, UTC
 * @param step length of a step, whole seconds
 * @param values one a step; NaN where nothing was measured, which is not the same as 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(Instant start, Duration step, double[] values) {
    /** Refuses steps of no length. */
    public Series {
        if (step.toSeconds() < 1) {
            throw new IllegalArgumentException("step below a second");
        }
    }

    /** Begin of the step after the last. */
    public Instant end() {
        return at(values.length);
    }

    /** Begin of a step, also of one to come. */
    public Instant at(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /** The same without gaps at its ends. */
    public Series trimmed() {
        int from = 0;
        int to = values.length;
        while (from < to && Double.isNaN(values[from])) {
            from++;
        }
        while (to > from && Double.isNaN(values[to - 1])) {
            to--;
        }
        return new Series(at(from), step, Arrays.copyOfRange(values, from, to));
    }

    /** Steps a span takes, rounded down. */
    int steps(Duration span) {
        return (int) (span.toSeconds() / step.toSeconds());
    }
}
