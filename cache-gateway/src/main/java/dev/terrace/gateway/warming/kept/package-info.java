/**
 * Warming jobs that are kept and repeated.
 * In: what callers keep, and the time; out: runs, each by one gateway of many.
 * May import: warming, cache, the reactive PostgreSQL client, cron-utils.
 */
@NullMarked
package dev.terrace.gateway.warming.kept;

import org.jspecify.annotations.NullMarked;
