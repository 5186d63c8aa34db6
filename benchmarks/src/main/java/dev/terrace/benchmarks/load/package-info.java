/**
 * Asks one address over and over.
 * In: a target and a time; out: requests done and how long they took.
 * May import: Vert.x, HdrHistogram, java.*.
 */
@NullMarked
package dev.terrace.benchmarks.load;

import org.jspecify.annotations.NullMarked;
