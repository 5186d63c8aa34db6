/**
 * A seeded, single-threaded world of nodes, tiers, origins and a log, in which the engine runs as it is.
 * In: a seed and a scenario; out: violations of law 1, with the seed to replay them.
 * May import: everything of the engine; test code only.
 */
@NullMarked
package dev.terrace.gateway.cache.sim;

import org.jspecify.annotations.NullMarked;
