/**
 * How a cache does, by its counts: bottlenecks and health.
 * In: sums of windows; out: named findings with their evidence.
 * May import: java.* and JSpecify.
 */
@NullMarked
package dev.terrace.optimizer.analysis.vitals;

import org.jspecify.annotations.NullMarked;
