/**
 * No fill brings an old value back: every pair of tiers, every kind of invalidation, every kind of fill, on the real servers.
 * In: seeded schedules with a barrier between a read and its fill; out: reads and copies that law 1 forbids.
 * May import: the engine, its adapters, JUnit.
 */
@NullMarked
package dev.terrace.gateway.cache.fills;

import org.jspecify.annotations.NullMarked;
