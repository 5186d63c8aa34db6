package dev.terrace.events;

/** What {@code terrace.cache.config.v1} (compacted) carries. */
public sealed interface ConfigEvent extends TerraceEvent permits Configured {
    @Override
    default Topic topic() {
        return Topic.CONFIG;
    }
}
