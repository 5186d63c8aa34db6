/**
 * Tests of epochs in a real PostgreSQL.
 * In: compare-and-sets, alone and racing; out: which of them took effect.
 * May import: the reactive PostgreSQL client, JUnit and the seams of {@code coherence}.
 */
@NullMarked
package dev.terrace.gateway.coherence.epoch;

import org.jspecify.annotations.NullMarked;
