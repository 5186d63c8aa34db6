/**
 * Who calls, and what they may do.
 * In: an Authorization header or a session cookie; out: a Caller.
 * May import: Quarkus security, jose4j; problem.
 */
@NullMarked
package dev.terrace.kit.security;

import org.jspecify.annotations.NullMarked;
