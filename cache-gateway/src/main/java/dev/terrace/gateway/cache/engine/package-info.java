/**
 * How a cache reads, writes and invalidates: nested tiers over a source, one load a key, marks before acknowledgements.
 * In: calls of {@code CacheHandle}; out: calls to tiers, origin and log.
 * May import: java.*, JSpecify, Mutiny, and {@code cache} with its parts.
 */
@NullMarked
package dev.terrace.gateway.cache.engine;

import org.jspecify.annotations.NullMarked;
