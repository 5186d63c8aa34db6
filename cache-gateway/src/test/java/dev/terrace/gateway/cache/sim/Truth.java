package dev.terrace.gateway.cache.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What each key holds in the system of record, and when each value ceased to. Ticks order everything. */
final class Truth {
    private final SimTime time;
    private final Map<String, Integer> current = new HashMap<>();
    private final Map<Integer, Long> ceased = new HashMap<>();
    private final Map<Integer, Long> acknowledged = new HashMap<>();
    private final Map<Integer, Long> began = new HashMap<>();
    private int next;

    Truth(SimTime time) {
        this.time = time;
    }

    /** A value that was never there before. */
    int fresh() {
        return ++next;
    }

    Optional<Integer> of(String key) {
        return Optional.ofNullable(current.get(key));
    }

    void put(String key, int value) {
        began.put(value, time.tick());
        cease(current.put(key, value));
    }

    void remove(String key) {
        cease(current.remove(key));
    }

    /** It never came to be there: something later was. */
    void never(int value) {
        cease(value);
    }

    private void cease(Integer value) {
        if (value != null) {
            ceased.putIfAbsent(value, time.tick());
        }
    }

    /** When it came to be there. */
    long began(int value) {
        return began.getOrDefault(value, 0L);
    }

    void acknowledge(int value) {
        acknowledged.putIfAbsent(value, time.tick());
    }

    /** When its write was acknowledged, or never. */
    long acknowledged(int value) {
        return acknowledged.getOrDefault(value, Long.MAX_VALUE);
    }

    /** When it ceased to be the truth, or never. */
    long ceased(int value) {
        return ceased.getOrDefault(value, Long.MAX_VALUE);
    }
}
