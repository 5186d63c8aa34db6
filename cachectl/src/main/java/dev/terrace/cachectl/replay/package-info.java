/**
 * A trace against a cache, in its order, with what came of it.
 * In: a csv file; out: counts and latencies.
 * May import: java.*, HdrHistogram; client.
 */
@NullMarked
package dev.terrace.cachectl.replay;

import org.jspecify.annotations.NullMarked;
