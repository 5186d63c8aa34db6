/**
 * The coherence log and its epochs.
 * In: marks of this node; out: marks of all nodes, in order.
 * May import: the seams of {@code cache}; client libraries in the adapters below only.
 */
@NullMarked
package dev.terrace.gateway.coherence;

import org.jspecify.annotations.NullMarked;
