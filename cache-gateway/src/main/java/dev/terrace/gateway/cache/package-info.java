/**
 * The engine: one cache over nested tiers, kept coherent by marks in a log.
 * In: reads, writes and invalidations; out: entries, and what each tier said.
 * May import: java.*, JSpecify, Mutiny. No framework, no client library.
 */
@NullMarked
package dev.terrace.gateway.cache;

import org.jspecify.annotations.NullMarked;
