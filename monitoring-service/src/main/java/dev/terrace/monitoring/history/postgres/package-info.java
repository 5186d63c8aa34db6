/**
 * The rollups in PostgreSQL, in partitions that are dropped whole.
 * In: buckets that are closed; out: the same, and what was dropped.
 * May import: history, the PostgreSQL client.
 */
@NullMarked
package dev.terrace.monitoring.history.postgres;

import org.jspecify.annotations.NullMarked;
