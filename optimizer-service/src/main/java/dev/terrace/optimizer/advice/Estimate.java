package dev.terrace.optimizer.advice;

/**
 * A figure with its 95 % band.
 *
 * @param value the figure
 * @param low lower end
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {}
