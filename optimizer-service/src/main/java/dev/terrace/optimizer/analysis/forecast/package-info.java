/**
 * What is to come of a figure, and how sure that is.
 * In: a series with gaps; out: points with bands, and the error that was measured on data held out.
 * May import: java.*, JSpecify and the room above.
 */
@NullMarked
package dev.terrace.optimizer.analysis.forecast;

import org.jspecify.annotations.NullMarked;
