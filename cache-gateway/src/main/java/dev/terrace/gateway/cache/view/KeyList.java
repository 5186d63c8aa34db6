package dev.terrace.gateway.cache.view;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Key marks of a snapshot in ascending order of offset, 16 bytes each: there may be a million of them. One thread at a time. */
public final class KeyList {
    private final MarkOrder marks = new MarkOrder();
    private final Map<String, Long> newest = new HashMap<>();

    /** Adds one, of a higher offset than those before. */
    public void add(String cache, long hash, long offset) {
        marks.add(offset, hash);
        newest.put(cache, offset);
    }

    /** Offset of the newest mark of each cache. */
    Map<String, Long> newest() {
        return Collections.unmodifiableMap(newest);
    }

    /** Takes them out, oldest first. */
    void drain(Each each) {
        while (!marks.isEmpty()) {
            each.mark(marks.firstHash(), marks.firstOffset());
            marks.removeFirst();
        }
    }

    /** Hears of a mark. */
    interface Each {
        void mark(long hash, long offset);
    }
}
