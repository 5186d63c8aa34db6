package dev.terrace.optimizer.analysis.forecast;

/**
 * How fast a {@link Smoothing} follows.
 *
 * @param level share of a surprise that the level takes, 0 to 1
 * @param trend share of that which the trend takes, 0 to 1
 * @param damping of the trend a step, 0 to 1
 * @param day share that the daily season takes, 0 to 1
 * @param week share that the weekly season takes, 0 to 1
 * @param memory autocorrelation of what the rest leaves, 0 to 1
 */
record Gains(double level, double trend, double damping, double day, double week, double memory) {}
