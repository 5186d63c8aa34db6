/**
 * What comes from Kafka.
 * In: events; out: history, recent changes, names of caches, audit rows.
 * May import: history, alert, audit, the messaging client.
 */
@NullMarked
package dev.terrace.monitoring.ingest;

import org.jspecify.annotations.NullMarked;
