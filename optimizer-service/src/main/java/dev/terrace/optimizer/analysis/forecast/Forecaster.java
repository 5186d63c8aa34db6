package dev.terrace.optimizer.analysis.forecast;

/** Takes a series in step by step and says what is to come. Not safe for use by several threads. */
interface Forecaster {
    /** The next value; NaN is a gap. */
    void observe(double value);

    /** Expected so many steps after the last one observed, at least 1; NaN before anything was. */
    double ahead(int lead);

    /** Size of an ordinary surprise at present, above 0: by it errors at different times compare. */
    double scale();
}
