package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The caches of this node. The catalog opens, changes and closes them; everyone else looks them up. */
public interface Caches {
    /** The open cache of that name. Cheap: on the path of every request. */
    Optional<CacheHandle> find(String name);

    /** All open caches, by name. */
    List<CacheHandle> all();

    /** Opens the cache, or changes the open one in place; entries stay where the change allows it. */
    Uni<Void> open(CacheSpec spec);

    /** Closes the cache on this node; its shared entries are invalidated by whoever deleted it. */
    Uni<Void> close(String name);

    /** Coherence log as this node sees it: whether it is reachable, the view's position, its age in milliseconds. */
    LogState log();

    /**
     * State of the coherence log.
     *
     * @param reachable whether the last poll was answered
     * @param position up to which this node has applied marks
     * @param viewAgeMs time since the sending of the last complete poll
     */
    record LogState(boolean reachable, Position position, long viewAgeMs) {}
}
