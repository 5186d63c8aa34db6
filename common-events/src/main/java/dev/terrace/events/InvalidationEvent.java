package dev.terrace.events;

/** What {@code terrace.cache.invalidation.v1} carries. */
public sealed interface InvalidationEvent extends TerraceEvent permits Invalidated {
    @Override
    default Topic topic() {
        return Topic.INVALIDATION;
    }
}
