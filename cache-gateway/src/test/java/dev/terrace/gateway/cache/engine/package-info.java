/** Parts of the engine by themselves; how they work together is in {@code cache.sim}. */
@NullMarked
package dev.terrace.gateway.cache.engine;

import org.jspecify.annotations.NullMarked;
