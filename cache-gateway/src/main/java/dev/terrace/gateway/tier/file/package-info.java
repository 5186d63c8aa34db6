/**
 * The file tier: a file an entry in a directory of this process alone, and records of caches without origin.
 * In: keys and entries; out: what the directory holds of them. All blocking calls run on its own few threads.
 * May import: java.*, Mutiny, the cache, codec and tier rooms, Vert.x for its worker threads.
 */
@NullMarked
package dev.terrace.gateway.tier.file;

import org.jspecify.annotations.NullMarked;
