package dev.terrace.optimizer.analysis.forecast;

import java.util.Arrays;

/**
 * In what a figure is forecast: as it is, or as a logarithm, in which seasons and noise that grow with the level become even.
 *
 * @param offset added before the logarithm, so that 0 has one; 0 for the figure as it is
 */
record Transform(double offset) {
    static final Transform NONE = new Transform(0);

    /** Of a series without negative values, {@link #NONE} where a logarithm makes no sense. */
    static Transform logarithm(double[] values) {
        double[] positive =
                Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
        boolean negative = Arrays.stream(values).anyMatch(value -> value < 0);
        return negative || positive.length == 0 ? NONE : new Transform(positive[positive.length / 2] / 20);
    }

    double to(double value) {
        return offset == 0 ? value : Math.log(value + offset);
    }

    double[] to(double[] values) {
        return offset == 0 ? values : Arrays.stream(values).map(this::to).toArray();
    }

    double from(double value) {
        return offset == 0 ? value : Math.exp(value) - offset;
    }
}
