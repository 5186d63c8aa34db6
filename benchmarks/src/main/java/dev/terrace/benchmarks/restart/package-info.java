/**
 * How soon a gateway that was killed is what it was before.
 * In: options; out: a report.
 * May import: picocli, every room but boot.
 */
@NullMarked
package dev.terrace.benchmarks.restart;

import org.jspecify.annotations.NullMarked;
