/**
 * Who may come in: API keys, the dashboard's sessions, and the record of who did what.
 * In: secrets and callers; out: callers, signed tokens, audit events, answers that were given before.
 * May import: the reactive PostgreSQL client, common-events, service-kit, the clock of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.access;

import org.jspecify.annotations.NullMarked;
