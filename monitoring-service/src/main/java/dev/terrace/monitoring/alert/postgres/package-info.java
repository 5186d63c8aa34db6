/**
 * Alerts and the lock of the one evaluator in PostgreSQL.
 * In: alerts in their next state; out: those that are open.
 * May import: alert, the PostgreSQL client, Jackson.
 */
@NullMarked
package dev.terrace.monitoring.alert.postgres;

import org.jspecify.annotations.NullMarked;
