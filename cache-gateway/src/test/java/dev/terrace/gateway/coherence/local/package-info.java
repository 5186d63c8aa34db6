/**
 * Tests of the log in this process.
 * In: marks; out: what the log answers and keeps.
 * May import: JUnit and the seams of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.coherence.local;

import org.jspecify.annotations.NullMarked;
