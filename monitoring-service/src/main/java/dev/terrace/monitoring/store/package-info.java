/**
 * What outlives a restart, in PostgreSQL: rollups in partitions, alerts, the lock of the one evaluator.
 * In: closed buckets, alerts in their next state; out: the same.
 * May import: history, alert, watch, the PostgreSQL client.
 */
@NullMarked
package dev.terrace.monitoring.store;

import org.jspecify.annotations.NullMarked;
