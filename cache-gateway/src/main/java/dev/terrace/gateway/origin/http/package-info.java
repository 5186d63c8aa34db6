/**
 * HTTP origins.
 * In: keys; out: what the origin holds, within its time limits and a bound on bytes.
 * May import: the Vert.x HTTP client, and the seams of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.origin.http;

import org.jspecify.annotations.NullMarked;
