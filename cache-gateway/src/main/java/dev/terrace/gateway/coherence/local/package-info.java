/**
 * A coherence log in this process: for a node on its own, and for tests.
 * In: marks; out: the same marks, in order, to every node that follows.
 * May import: java.*, Mutiny, and the seams of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.coherence.local;

import org.jspecify.annotations.NullMarked;
