/**
 * Errors on the wire: problem+json (RFC 9457).
 * In: a Problem, or what a framework threw; out: the response.
 * May import: JAX-RS, Jackson, Bean Validation; no other room.
 */
@NullMarked
package dev.terrace.kit.problem;

import org.jspecify.annotations.NullMarked;
