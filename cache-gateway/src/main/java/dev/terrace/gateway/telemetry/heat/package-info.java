/**
 * Which keys of a cache are asked for most: a sketch a cache, fed off the path of a hit.
 * In: keys that were read; out: the hottest keys with their rates, and those read last.
 * May import: cache.
 */
@NullMarked
package dev.terrace.gateway.telemetry.heat;

import org.jspecify.annotations.NullMarked;
