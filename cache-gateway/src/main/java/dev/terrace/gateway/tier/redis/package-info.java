/**
 * The Redis tier: entries under a time to live, ordered by scripts, and records of caches without origin.
 * In: keys and entries; out: what Redis holds of them.
 * May import: the cache, codec and tier rooms, the Redis client of Vert.x.
 */
@NullMarked
package dev.terrace.gateway.tier.redis;

import org.jspecify.annotations.NullMarked;
