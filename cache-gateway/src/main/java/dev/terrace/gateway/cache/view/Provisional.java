package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks of this node that wait for a log that is away. Their offsets count on their own from {@link #FIRST}, far above those of any log:
 * they cover every copy, and only what was loaded or written here after them lies above. Such entries stay in this node's memory and are
 * invalid as soon as the log is back. Marks of others that still arrive are counted here as well, since those entries cannot be compared
 * with the log's own offsets.
 */
final class Provisional {
    /** No log gets there: at a million appends a second it would take 146,000 years. */
    static final long FIRST = 1L << 62;

    private final long epoch;
    private final KeyMarks keys = new KeyMarks();
    private final ConcurrentHashMap<String, CacheMarks> caches = new ConcurrentHashMap<>();
    private volatile long start;
    private volatile Position position;

    /** Begins above all that was counted before. */
    Provisional(long epoch, long after) {
        this.epoch = epoch;
        this.start = Math.max(FIRST, after) + 1;
        this.position = new Position(epoch, start);
    }

    static boolean is(Position position) {
        return position.offset() >= FIRST;
    }

    Position position() {
        return position;
    }

    /** Whether no mark that waits covers the entry, and it was not loaded in an earlier absence of the log. */
    boolean allows(CacheKey key, Entry entry) {
        return (!is(entry.asOf()) || entry.asOf().offset() >= start)
                && marks(key.cache()).uncovered(key.key(), key.hash(), entry);
    }

    /** Unix milliseconds since when a soft mark that waits has made it stale. */
    long staleSince(CacheKey key, Entry entry) {
        CacheMarks known = caches.get(key.cache());
        return known == null ? SoftMarks.NEVER : known.staleSince(key.key(), entry);
    }

    private CacheMarks marks(String cache) {
        CacheMarks known = caches.get(cache);
        return known != null ? known : caches.computeIfAbsent(cache, c -> new CacheMarks(keys));
    }

    synchronized Position hold(Mark mark) {
        Position next = new Position(epoch, position.offset() + 1);
        if (!mark.cache().isEmpty()) {
            marks(mark.cache()).apply(next.offset(), mark);
        }
        position = next;
        return next;
    }

    /** Marks of others were missed: nothing that was loaded so far in this absence can be trusted. */
    synchronized void missed() {
        start = position.offset() + 1;
        position = new Position(epoch, start);
    }
}
