package dev.terrace.events;

/** What {@code terrace.cdn.purge.v1} carries. */
public sealed interface PurgeEvent extends TerraceEvent permits Purged {
    @Override
    default Topic topic() {
        return Topic.PURGE;
    }
}
