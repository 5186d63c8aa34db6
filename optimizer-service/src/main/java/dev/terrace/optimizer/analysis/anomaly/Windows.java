package dev.terrace.optimizer.analysis.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A cache's windows in order of time.
 *
 * @param start begin of the first, UTC
 * @param length of each; a day must be a multiple of it
 * @param values by {@link Feature} and window, in the feature's unit; NaN where nothing was measured
 */
@SuppressWarnings("ArrayRecordComponent")
public record Windows(Instant start, Duration length, double[][] values) {
    /** Refuses rows of different lengths, or not one for each feature. */
    public Windows {
        if (values.length != Feature.values().length
                || Arrays.stream(values).anyMatch(row -> row.length != values[0].length)) {
            throw new IllegalArgumentException("one row a feature, all of the same length");
        }
    }

    /** How many. */
    public int count() {
        return values[0].length;
    }

    /** Begin of a window. */
    public Instant at(int window) {
        return start.plus(length.multipliedBy(window));
    }

    /** Windows a day. */
    int day() {
        return (int) (Duration.ofDays(1).toSeconds() / length.toSeconds());
    }
}
