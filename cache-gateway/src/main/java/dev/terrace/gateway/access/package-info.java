/**
 * Who may come in: API keys, the dashboard's sessions, and the record of who did what.
 * In: secrets and callers; out: callers, signed tokens, audit events.
 * May import: the reactive PostgreSQL client, common-events, service-kit.
 */
@NullMarked
package dev.terrace.gateway.access;

import org.jspecify.annotations.NullMarked;
