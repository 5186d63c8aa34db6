/**
 * Epochs in PostgreSQL.
 * In: which epoch is to follow which; out: whether it does.
 * May import: the reactive PostgreSQL client, and the seams of {@code coherence}.
 */
@NullMarked
package dev.terrace.gateway.coherence.epoch;

import org.jspecify.annotations.NullMarked;
