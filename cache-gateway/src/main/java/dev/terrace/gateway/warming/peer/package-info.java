/**
 * Warming from another gateway: which ones are alive, what they have in memory, hottest first, and taking it over (docs/adr/0007-warming.md).
 * In: rows of gateways that are alive and their answers; out: entries in this node's memory tiers, and what other gateways ask for.
 * May import: cache, codec, warming, the reactive PostgreSQL client, Vert.x.
 */
@NullMarked
package dev.terrace.gateway.warming.peer;

import org.jspecify.annotations.NullMarked;
