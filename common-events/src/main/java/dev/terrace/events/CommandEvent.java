package dev.terrace.events;

/** What other systems may publish on {@code terrace.cache.command.v1}. The field {@code command} tells the kinds apart. */
public sealed interface CommandEvent extends TerraceEvent permits Command.Invalidate, Command.Warm, Command.Put {
    @Override
    default Topic topic() {
        return Topic.COMMAND;
    }

    /** The cache it is for. */
    String cacheName();

    @Override
    default String key() {
        return cacheName();
    }
}
