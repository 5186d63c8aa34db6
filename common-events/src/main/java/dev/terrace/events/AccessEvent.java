package dev.terrace.events;

/** What {@code terrace.cache.access.v1} carries: sampled accesses. */
public sealed interface AccessEvent extends TerraceEvent permits AccessSample {
    @Override
    default Topic topic() {
        return Topic.ACCESS;
    }
}
