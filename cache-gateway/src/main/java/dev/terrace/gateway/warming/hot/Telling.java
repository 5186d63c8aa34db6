package dev.terrace.gateway.warming.hot;

import dev.terrace.gateway.cache.hot.HotNews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of this node's hot keys is to be told now: at once when a key has become hot, then each {@value #AGAIN_MS} ms while it is, so that
 * nodes that came later or missed it hear of it. At most {@value #MOST_A_SECOND} keys a second, of all caches; what is beyond that waits
 * for the next look and is counted. For one thread.
 */
final class Telling {
    static final int MOST_A_SECOND = 200;
    static final long AGAIN_MS = 1000;

    private final Map<String, Map<String, Long>> told = new HashMap<>();
    private double allowance = MOST_A_SECOND / 5.0;
    private long allowedNanos;
    private volatile long putOff;

    Telling(long nowNanos) {
        allowedNanos = nowNanos;
    }

    /** Those of a cache's hot keys, hottest first, that are to be told. */
    List<HotNews.Key> due(String cache, List<HotNews.Key> hot, long nowNanos) {
        allowance = Math.min(MOST_A_SECOND / 5.0, allowance + (nowNanos - allowedNanos) * (MOST_A_SECOND / 1e9));
        allowedNanos = nowNanos;
        Map<String, Long> before = told.getOrDefault(cache, Map.of());
        Map<String, Long> now = new HashMap<>();
        List<HotNews.Key> due = new ArrayList<>();
        for (HotNews.Key key : hot) {
            Long last = before.get(key.key());
            boolean wanted = last == null || nowNanos - last >= AGAIN_MS * 1_000_000;
            if (wanted && due.size() < HotNews.MOST && allowance >= 1) {
                allowance--;
                due.add(key);
                now.put(key.key(), nowNanos);
            } else {
                putOff += wanted ? 1 : 0;
                if (last != null) {
                    now.put(key.key(), last);
                }
            }
        }
        if (now.isEmpty()) {
            told.remove(cache);
        } else {
            told.put(cache, now);
        }
        return due;
    }

    /** Keys that had to wait for the next look. */
    long putOff() {
        return putOff;
    }
}
