/**
 * Warming: loading or copying many keys before anyone asks for them, at a bounded rate, as a job that can be watched and cancelled.
 * In: what to warm; out: entries in the cache, and the job's progress.
 * May import: cache, telemetry, the reactive PostgreSQL client, Vert.x; cron-utils in {@code kept}.
 */
@NullMarked
package dev.terrace.gateway.warming;

import org.jspecify.annotations.NullMarked;
