package dev.terrace.optimizer.analysis.forecast;

/**
 * Values a figure can have.
 *
 * @param low the least
 * @param high the most, may be infinite
 */
public record Range(double low, double high) {
    /** Counts and sizes. */
    public static final Range COUNTS = new Range(0, Double.POSITIVE_INFINITY);

    /** Shares. */
    public static final Range SHARES = new Range(0, 1);

    /** The nearest value in it. */
    double nearest(double value) {
        return Math.clamp(value, low, high);
    }
}
