/**
 * The racing run: counters that only rise are bumped through all gateways while all gateways are read, and every answer is held against what
 * was acknowledged before its read began.
 * In: gateways of one suite; out: reads, writes, and answers that were older than promised.
 * May import: Vert.x, HdrHistogram, Jackson, picocli, {@code report} and {@code suite}.
 */
@NullMarked
package dev.terrace.benchmarks.race;

import org.jspecify.annotations.NullMarked;
