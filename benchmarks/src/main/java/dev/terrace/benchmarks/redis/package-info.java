/**
 * A connection to a Redis, without a client between.
 * In: commands; out: answers and the server's own figures.
 * May import: java.*.
 */
@NullMarked
package dev.terrace.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
