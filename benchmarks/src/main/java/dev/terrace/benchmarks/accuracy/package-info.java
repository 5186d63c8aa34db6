/**
 * What the optimizer says of a trace beside what is true of it.
 * In: traces, read or generated; out: errors of curves, bands, sizes and policies.
 * May import: picocli, load, report, the optimizer's analysis.
 */
@NullMarked
package dev.terrace.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
