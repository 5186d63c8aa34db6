/**
 * Invalidations as the suite knows them: done in the cache and in those that depend on it, now or later, written down, told to everyone.
 * In: who wants what dropped and why; out: the acknowledgement, a row of history, an event.
 * May import: cache, common-events, the reactive SQL client.
 */
@NullMarked
package dev.terrace.gateway.invalidation;

import org.jspecify.annotations.NullMarked;
