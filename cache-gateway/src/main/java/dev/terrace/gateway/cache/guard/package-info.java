/**
 * Keeps a bad tier from costing more than a miss: time limits, a breaker a server, a bound on calls in flight.
 * In: calls to tiers; out: their results, or a {@link dev.terrace.gateway.cache.guard.TierFailure}.
 * May import: java.*, JSpecify, Mutiny, and the values of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.cache.guard;

import org.jspecify.annotations.NullMarked;
