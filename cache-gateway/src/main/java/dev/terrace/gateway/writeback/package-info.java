/**
 * The durable journal behind write-back, in its implementations.
 * In: entries; out: the same entries, in order, to every gateway.
 * May import: java.*, JSpecify, Mutiny, and {@code cache} with its parts.
 */
@NullMarked
package dev.terrace.gateway.writeback;

import org.jspecify.annotations.NullMarked;
