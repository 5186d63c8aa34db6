package dev.terrace.gateway.cache.view;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Newest mark by key hash, of all caches of a log. A hash stands for a cache and a key; a collision only costs a refused fill. Bounded by
 * the log, whose floor drops the oldest.
 */
final class KeyMarks {
    private final ConcurrentHashMap<Long, Long> newest = new ConcurrentHashMap<>();
    private final ArrayDeque<long[]> order = new ArrayDeque<>();

    long newest(long hash) {
        if (newest.isEmpty()) {
            return 0;
        }
        Long offset = newest.get(hash);
        return offset == null ? 0 : offset;
    }

    /** Remembers a mark; whether it is newer than what was known. */
    boolean put(long hash, long offset) {
        Long now = newest.get(hash);
        if (now != null && now >= offset) {
            return false;
        }
        newest.merge(hash, offset, Math::max);
        return true;
    }

    /** Notes the order in which marks are to be dropped; by the follower alone. */
    void ordered(long hash, long offset) {
        order.add(new long[] {offset, hash});
    }

    /** Drops what is not newer; the floor has been published before. By the follower alone. */
    void drop(long upTo) {
        while (!order.isEmpty() && order.peekFirst()[0] <= upTo) {
            long[] oldest = order.removeFirst();
            newest.computeIfPresent(oldest[1], (h, offset) -> offset <= upTo ? null : offset);
        }
    }

    /** Before a snapshot's marks are put in order again; what is retired goes. */
    void restart(long retired) {
        order.clear();
        newest.values().removeIf(offset -> offset <= retired);
    }

    int size() {
        return newest.size();
    }
}
