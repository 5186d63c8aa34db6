/**
 * Batches beside single requests.
 * In: options; out: a report.
 * May import: picocli, every room but boot.
 */
@NullMarked
package dev.terrace.benchmarks.batch;

import org.jspecify.annotations.NullMarked;
