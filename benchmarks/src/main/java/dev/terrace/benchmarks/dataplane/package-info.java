/**
 * The load run of the data plane.
 * In: options; out: a report.
 * May import: picocli, every room but boot.
 */
@NullMarked
package dev.terrace.benchmarks.dataplane;

import org.jspecify.annotations.NullMarked;
