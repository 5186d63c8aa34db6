package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.forecast.Series;
import java.util.Map;

/**
 * A cache's figures as they were.
 *
 * @param series by figure, all of the same steps; empty without any minute on record
 * @param maxBytes bound of the memory tier on all nodes at the end, 0 for none
 */
public record Past(Map<Figure, Series> series, long maxBytes) {}
