/**
 * What the adapters of CacheTier have in common: the stored form of entries, selectors against stored labels.
 * In: keys, entries, bytes out of a store; out: bytes, entries, verdicts.
 * May import: java.*, JSpecify, Mutiny, the cache and codec rooms. Each client library in its own room below; they do not see each other.
 */
@NullMarked
package dev.terrace.gateway.tier;

import org.jspecify.annotations.NullMarked;
