/**
 * What the numbers say: pure functions and bounded state, no framework.
 * In: accesses in columns, counts; out: curves and figures.
 * May import: java.* and JSpecify.
 */
@NullMarked
package dev.terrace.optimizer.analysis;

import org.jspecify.annotations.NullMarked;
