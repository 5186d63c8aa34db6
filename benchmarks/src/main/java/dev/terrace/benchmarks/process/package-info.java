/**
 * What a process on this machine uses.
 * In: a process id; out: processor time, memory, its command line.
 * May import: java.*.
 */
@NullMarked
package dev.terrace.benchmarks.process;

import org.jspecify.annotations.NullMarked;
