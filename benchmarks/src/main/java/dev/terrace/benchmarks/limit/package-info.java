/**
 * A bare Vert.x server in a process of its own: what no handler on this stack can beat.
 * In: JVM flags; out: its address and pid.
 * May import: Vert.x, java.*.
 */
@NullMarked
package dev.terrace.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
