/**
 * Where benchmarks start.
 * In: a benchmark's name and options; out: the exit code.
 * May import: every room.
 */
@NullMarked
package dev.terrace.benchmarks.boot;

import org.jspecify.annotations.NullMarked;
