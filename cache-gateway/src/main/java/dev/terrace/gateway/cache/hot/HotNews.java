package dev.terrace.gateway.cache.hot;

import java.util.List;

/**
 * Keys of one cache that are hot on a node now.
 *
 * @param run the process that says so
 * @param cache their cache
 * @param keys hottest first, at most {@value #MOST}
 */
public record HotNews(String run, String cache, List<Key> keys) {
    /** Keys told at once at most. */
    public static final int MOST = 16;

    /**
     * A hot key.
     *
     * @param key 1 to 1,024 bytes of UTF-8
     * @param rate reads a second on that node
     */
    public record Key(String key, double rate) {}
}
