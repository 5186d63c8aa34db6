/**
 * The LRU miss-ratio curve of a cache out of a spatial sample of its accesses.
 * In: batches of sampled accesses; out: a curve with a band, its cliffs and its knee.
 * May import: java.* and JSpecify.
 */
@NullMarked
package dev.terrace.optimizer.analysis.curve;

import org.jspecify.annotations.NullMarked;
