package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Position;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks of this node that wait for a log that is away. Their offsets count on their own from {@link #FIRST}, far above those of any log:
 * they cover every copy, and only what was loaded or written here after them lies above. Such entries stay in this node's memory and are
 * invalid as soon as the log is back.
 */
final class Provisional {
    /** No log gets there: at a million appends a second it would take 146,000 years. */
    static final long FIRST = 1L << 62;

    private final long epoch;
    private final KeyMarks keys = new KeyMarks();
    private final ConcurrentHashMap<String, CacheMarks> caches = new ConcurrentHashMap<>();
    private volatile Position position;

    Provisional(long epoch) {
        this.epoch = epoch;
        this.position = new Position(epoch, FIRST);
    }

    static boolean is(Position position) {
        return position.offset() >= FIRST;
    }

    Position position() {
        return position;
    }

    CacheMarks marks(String cache) {
        CacheMarks known = caches.get(cache);
        return known != null ? known : caches.computeIfAbsent(cache, c -> new CacheMarks(keys));
    }

    synchronized Position hold(Mark mark) {
        Position next = new Position(epoch, position.offset() + 1);
        marks(mark.cache()).apply(next.offset(), mark);
        position = next;
        return next;
    }
}
