package dev.terrace.gateway.invalidation;

import dev.terrace.events.Invalidated;
import java.util.List;

/** What came of an invalidation. */
public sealed interface InvalidationOutcome {
    /**
     * Acknowledged: no node that sees the position serves what it covers. Without a position ({@code event.position()} is null) it waits in
     * the local journal of a relaxed cache.
     *
     * @param event as published
     * @param keys exact keys covered
     * @param estimated entries that a tag, pattern or all covers, -1 when no tier can tell
     * @param dependents what was invalidated with it in other caches
     */
    record Acknowledged(Invalidated event, long keys, long estimated, List<Acknowledged> dependents)
            implements InvalidationOutcome {
        Acknowledged with(List<Acknowledged> others) {
            return new Acknowledged(event, keys, estimated, others);
        }
    }

    /** There is no open cache of that name on this node. */
    record NoSuchCache(String cacheName) implements InvalidationOutcome {}
}
