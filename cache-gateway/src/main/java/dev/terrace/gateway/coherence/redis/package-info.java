/**
 * The coherence log on a Redis stream, with the marks beside it in sorted sets and hashes; every change is one script.
 * In: marks; out: the same marks, in order, to every node.
 * May import: the Redis client, and the seams of {@code cache} and {@code coherence}.
 */
@NullMarked
package dev.terrace.gateway.coherence.redis;

import org.jspecify.annotations.NullMarked;
