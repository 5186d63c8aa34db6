package dev.terrace.gateway.tier.memory;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Up to where keys were removed, by {@value #STRIPES} stripes of their hashes: what is older and still on its way is refused. Another key
 * of the stripe is refused as well, which costs a fill. It is raised before the entry is removed and read inside the map's compute, so
 * either the fill sees it or the removal sees the fill. The engine does not depend on it: its fills are gated by the view's marks.
 */
final class Removals {
    private static final int STRIPES = 256;

    private final AtomicReferenceArray<Position> newest = new AtomicReferenceArray<>(STRIPES);

    void raise(CacheKey key, Position mark) {
        newest.accumulateAndGet(stripe(key), mark, (now, to) -> now == null || now.before(to) ? to : now);
    }

    Position of(CacheKey key) {
        Position position = newest.get(stripe(key));
        return position == null ? Position.NONE : position;
    }

    private static int stripe(CacheKey key) {
        return (int) (key.hash() >>> 56);
    }
}
