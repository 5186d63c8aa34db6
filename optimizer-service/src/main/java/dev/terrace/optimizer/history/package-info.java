/**
 * What survives a restart, in PostgreSQL: profiles with their offsets, minutes, recommendations, schedules.
 * In: states and minutes; out: the same, and sums over a span.
 * May import: analysis, advice, the reactive PostgreSQL client, HdrHistogram.
 */
@NullMarked
package dev.terrace.optimizer.history;

import org.jspecify.annotations.NullMarked;
