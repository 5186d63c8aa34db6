/**
 * Tests of HTTP origins against a server in this process.
 * In: calls of an origin; out: what came over the wire, and what became of the answers.
 * May import: Vert.x, JUnit and the seams of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.origin.http;

import org.jspecify.annotations.NullMarked;
