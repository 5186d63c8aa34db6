/**
 * What it costs to invalidate many entries at once by a tag or a pattern, and which commands Redis serves meanwhile.
 * In: a gateway and the Redis of its values; out: percentiles and counts.
 * May import: HdrHistogram, picocli, {@code load}, {@code report} and {@code suite}.
 */
@NullMarked
package dev.terrace.benchmarks.tags;

import org.jspecify.annotations.NullMarked;
