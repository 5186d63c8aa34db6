/**
 * Who did what, kept append-only.
 * In: audit events; out: rows by filter.
 * May import: the PostgreSQL client, Jackson.
 */
@NullMarked
package dev.terrace.monitoring.audit;

import org.jspecify.annotations.NullMarked;
