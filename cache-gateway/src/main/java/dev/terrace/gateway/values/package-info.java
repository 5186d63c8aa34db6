/**
 * How values are wrapped: data keys and dictionaries of caches, kept in PostgreSQL, followed by every node.
 * In: key-encryption keys of this node, samples of values; out: codecs for the tiers, and the state of encryption.
 * May import: the reactive PostgreSQL client, Vert.x for its timers and worker threads, the cache and codec rooms, service-kit.
 */
@NullMarked
package dev.terrace.gateway.values;

import org.jspecify.annotations.NullMarked;
