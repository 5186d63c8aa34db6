package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Position;

/**
 * What a reader notes before it asks a tier or an origin.
 *
 * @param position up to which the view was complete: the asOf of what will be found
 * @param floor of the cache, to see at the check whether marks were retired in between
 */
public record Stamp(Position position, long floor) {}
