package dev.terrace.optimizer.analysis.anomaly;

import java.util.Locale;

/**
 * What is looked at in a window. Rates and times are compared as logarithms, since they change by factors; a deviation below {@code least} is
 * ordinary however even the past was.
 */
public enum Feature {
    /** Requests a second. */
    LOAD(true, 0.05),
    /** Hits a read, 0 to 1. */
    HIT_RATIO(false, 0.01),
    /** 99th percentile of the response times, milliseconds. */
    P99_MS(true, 0.1),
    /** Failed requests a second. */
    ERRORS(true, 0.5),
    /** Entries evicted from the memory tier a second. */
    EVICTIONS(true, 0.3),
    /** Calls to the origin a second. */
    ORIGIN_CALLS(true, 0.1);

    /** Rates below it are as good as none: about one in a window of five minutes. */
    private static final double LITTLE = 0.003;

    private final boolean logarithmic;
    private final double least;

    Feature(boolean logarithmic, double least) {
        this.logarithmic = logarithmic;
        this.least = least;
    }

    /** Name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    double least() {
        return least;
    }

    double compared(double value) {
        return logarithmic ? Math.log(value + LITTLE) : value;
    }

    double value(double compared) {
        return logarithmic ? Math.max(0, Math.exp(compared) - LITTLE) : compared;
    }
}
