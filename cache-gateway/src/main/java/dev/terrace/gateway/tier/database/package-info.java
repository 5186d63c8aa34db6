/**
 * The database tier: entries as rows, filled under a lock that the floor excludes, and records of caches without origin.
 * In: keys and entries; out: what PostgreSQL holds of them.
 * May import: the cache, codec and tier rooms, the PostgreSQL client of Vert.x.
 */
@NullMarked
package dev.terrace.gateway.tier.database;

import org.jspecify.annotations.NullMarked;
