/**
 * What hits in memory notice of a server that hangs.
 * In: a gateway and the servers' processes, which are stopped and continued; out: percentiles with and without, in turn.
 * May import: HdrHistogram, picocli, {@code load}, {@code report} and {@code suite}.
 */
@NullMarked
package dev.terrace.benchmarks.hung;

import org.jspecify.annotations.NullMarked;
