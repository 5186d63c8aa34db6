package dev.terrace.events;

/** What {@code terrace.cache.window.v1} carries: exact counts of a short span of time. */
public sealed interface WindowEvent extends TerraceEvent permits CacheWindow {
    @Override
    default Topic topic() {
        return Topic.WINDOW;
    }
}
