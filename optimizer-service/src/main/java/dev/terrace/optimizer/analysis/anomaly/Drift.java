package dev.terrace.optimizer.analysis.anomaly;

/**
 * Cumulative sums of a feature's deviations to both sides (E. S. Page, Continuous inspection schemes, Biometrika 41, 1954), each cut so that one
 * far window does not look like a change. They tell that something has changed for good.
 */
final class Drift {
    private static final double ALLOWED = 1;
    private static final double CUT = 5;

    private double up;
    private double down;

    /** Takes the deviation of the next window in, in robust standard deviations. */
    void take(double deviation) {
        double cut = Math.clamp(deviation, -CUT, CUT);
        up = Math.max(0, up + cut - ALLOWED);
        down = Math.max(0, down - cut - ALLOWED);
    }

    /** The greater sum, 0 without any drift. */
    double size() {
        return Math.max(up, down);
    }

    /** Forgets what was: from here on only what is new counts. */
    void reset() {
        up = 0;
        down = 0;
    }
}
