/**
 * The lease of a key: which node loads it from the origin, and how the others hear of it (docs/adr/0004-herd.md).
 * In: keys to be loaded; out: who may, and announcements.
 * May import: java.*, JSpecify, Mutiny, and the values of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.cache.lease;

import org.jspecify.annotations.NullMarked;
