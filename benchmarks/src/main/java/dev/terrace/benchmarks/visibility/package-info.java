/**
 * How long after its acknowledgement on one gateway a write or an invalidation takes effect in another one's memory.
 * In: two gateways and the log's Redis; out: percentiles, beside the bare notification of that Redis.
 * May import: HdrHistogram, picocli, {@code load}, {@code report} and {@code suite}.
 */
@NullMarked
package dev.terrace.benchmarks.visibility;

import org.jspecify.annotations.NullMarked;
