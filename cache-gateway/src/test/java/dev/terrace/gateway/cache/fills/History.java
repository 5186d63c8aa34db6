package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.NewValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the origin held of each key, in order. A version is the place in that order; the number in a value only names it. */
final class History {
    /** There was nothing. */
    static final int NOTHING = 0;

    private final AtomicInteger names = new AtomicInteger();
    private final Map<String, List<Integer>> landed = new HashMap<>();
    private final Set<String> brief = ConcurrentHashMap.newKeySet();

    /** A value that was never there before. */
    int fresh() {
        return names.incrementAndGet();
    }

    /** From now on the origin holds that. */
    synchronized void land(String key, int value) {
        landed.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    /** The version that a value is of. */
    synchronized int version(String key, int value) {
        return landed.getOrDefault(key, List.of()).lastIndexOf(value);
    }

    /** The version that is there now. */
    synchronized int now(String key) {
        return landed.getOrDefault(key, List.of()).size() - 1;
    }

    /** What is there now. */
    synchronized Optional<Integer> value(String key) {
        List<Integer> all = landed.getOrDefault(key, List.of());
        return all.isEmpty() || all.getLast() == NOTHING ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Whether the origin says of this key that it is stale at once. */
    void stale(String key, boolean is) {
        if (is) {
            brief.add(key);
        } else {
            brief.remove(key);
        }
    }

    NewValue newValue(String key, int value) {
        byte[] bytes = (key + "#" + value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new NewValue(bytes, "text/plain", brief.contains(key) ? 0L : null, List.of(tag(key)));
    }

    static int value(byte[] bytes) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        return Integer.parseInt(text.substring(text.lastIndexOf('#') + 1));
    }

    /** Keys of a schedule bear the same tag. */
    static String tag(String key) {
        return "tag-" + key.substring(0, key.indexOf('-'));
    }
}
