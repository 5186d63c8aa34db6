/**
 * The latency of a hit in Redis beside that of Redis itself.
 * In: options; out: a report.
 * May import: picocli, every room but boot.
 */
@NullMarked
package dev.terrace.benchmarks.redishit;

import org.jspecify.annotations.NullMarked;
