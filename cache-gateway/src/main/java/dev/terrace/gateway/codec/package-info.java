/**
 * Entries as bytes: a versioned, checked header and the value, compressed where that pays.
 * In: a key and its entry, or bytes out of a store; out: bytes, or the entry, or the reason why it was refused.
 * May import: java.*, JSpecify, the cache room; zstd in its compression class only.
 */
@NullMarked
package dev.terrace.gateway.codec;

import org.jspecify.annotations.NullMarked;
