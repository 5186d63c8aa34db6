package dev.terrace.monitoring.health;

/** A score by straight lines between points. Flat before the first and after the last. */
final class Scale {
    private final double[] values;
    private final double[] scores;

    /** Pairs of value and score, values ascending. */
    Scale(double... pairs) {
        values = new double[pairs.length / 2];
        scores = new double[pairs.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = pairs[2 * i];
            scores[i] = pairs[2 * i + 1];
        }
    }

    double score(double value) {
        if (value <= values[0]) {
            return scores[0];
        }
        for (int i = 1; i < values.length; i++) {
            if (value <= values[i]) {
                double share = (value - values[i - 1]) / (values[i] - values[i - 1]);
                return scores[i - 1] + share * (scores[i] - scores[i - 1]);
            }
        }
        return scores[scores.length - 1];
    }
}
