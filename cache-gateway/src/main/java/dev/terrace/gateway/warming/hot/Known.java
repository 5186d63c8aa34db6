package dev.terrace.gateway.warming.hot;

import dev.terrace.gateway.cache.hot.HotNews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of one cache that are hot on some node, as it was told within the last {@value #HEARD_MS} ms, {@value #MOST} at most: of more the
 * ones with fewest reads are forgotten. Safe for many threads.
 */
final class Known {
    static final int MOST = 64;
    static final long HEARD_MS = 10_000;

    private final Map<String, Told> keys = new HashMap<>();

    private record Told(double rate, long atNanos) {}

    /** Takes news in. */
    synchronized void hear(List<HotNews.Key> told, long nowNanos) {
        told.forEach(key -> keys.put(key.key(), new Told(key.rate(), nowNanos)));
        if (keys.size() > MOST) {
            List<String> order = order();
            order.subList(MOST, order.size()).forEach(keys::remove);
        }
    }

    /** Hottest first; those not heard of lately are forgotten. */
    synchronized List<String> hottest(long nowNanos) {
        keys.values().removeIf(told -> nowNanos - told.atNanos() > HEARD_MS * 1_000_000);
        return List.copyOf(order());
    }

    private List<String> order() {
        List<Map.Entry<String, Told>> all = new ArrayList<>(keys.entrySet());
        all.sort(Comparator.comparingDouble(
                (Map.Entry<String, Told> e) -> -e.getValue().rate()));
        return new ArrayList<>(all.stream().map(Map.Entry::getKey).toList());
    }

    synchronized int size() {
        return keys.size();
    }
}
