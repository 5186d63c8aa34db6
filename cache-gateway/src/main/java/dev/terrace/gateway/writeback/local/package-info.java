/**
 * The journal in one process: for tests and the simulation.
 * In: entries; out: the same entries in order, on the executor of each node.
 * May import: java.*, JSpecify, Mutiny, and {@code cache} with its parts.
 */
@NullMarked
package dev.terrace.gateway.writeback.local;

import org.jspecify.annotations.NullMarked;
