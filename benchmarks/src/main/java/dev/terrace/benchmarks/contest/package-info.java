/**
 * Several servers asked in turn, round by round.
 * In: what is asked and whose processor time counts; out: rounds.
 * May import: picocli, load, process, report.
 */
@NullMarked
package dev.terrace.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
