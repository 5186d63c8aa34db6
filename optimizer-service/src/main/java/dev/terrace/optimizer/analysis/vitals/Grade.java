package dev.terrace.optimizer.analysis.vitals;

import java.util.Locale;

/** How bad a figure is, by the suite's thresholds: hit ratio 80, 70, 50 %; response time 50, 100, 200 ms. */
public enum Grade {
    FINE,
    MEDIUM,
    HIGH,
    CRITICAL;

    private static final double[] HIT_RATIO = {0.8, 0.7, 0.5};
    private static final double[] RESPONSE_MS = {50, 100, 200};
    private static final double[] ERROR_RATE = {0.001, 0.01, 0.05};

    /** Of a hit ratio, 0 to 1. */
    public static Grade ofHitRatio(double ratio) {
        return ratio < HIT_RATIO[2] ? CRITICAL : ratio < HIT_RATIO[1] ? HIGH : ratio < HIT_RATIO[0] ? MEDIUM : FINE;
    }

    /** Of a response time in milliseconds. */
    public static Grade ofResponse(double milliseconds) {
        return above(milliseconds, RESPONSE_MS);
    }

    /** Of a share of failed requests, 0 to 1. */
    public static Grade ofErrorRate(double rate) {
        return above(rate, ERROR_RATE);
    }

    /** The threshold that a hit ratio of this grade crossed, or the first one when it crossed none. */
    public double hitRatioThreshold() {
        return HIT_RATIO[Math.max(0, ordinal() - 1)];
    }

    /** The threshold that a response time of this grade crossed, or the first one. */
    public double responseThreshold() {
        return RESPONSE_MS[Math.max(0, ordinal() - 1)];
    }

    /** The threshold that an error rate of this grade crossed, or the first one. */
    public double errorRateThreshold() {
        return ERROR_RATE[Math.max(0, ordinal() - 1)];
    }

    /** As on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Grade above(double value, double[] thresholds) {
        return value > thresholds[2] ? CRITICAL : value > thresholds[1] ? HIGH : value > thresholds[0] ? MEDIUM : FINE;
    }
}
