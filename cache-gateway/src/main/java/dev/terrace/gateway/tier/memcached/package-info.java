/**
 * The Memcached tier: fills only into placeholders, by compare-and-swap.
 * In: keys and entries; out: what Memcached holds of them.
 * May import: the cache, codec and tier rooms, spymemcached.
 */
@NullMarked
package dev.terrace.gateway.tier.memcached;

import org.jspecify.annotations.NullMarked;
