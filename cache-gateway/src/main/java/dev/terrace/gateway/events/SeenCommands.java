package dev.terrace.gateway.events;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ids of the commands done last, at most so many: one that comes again is not done again. */
final class SeenCommands {
    private final Map<String, Boolean> ids;

    SeenCommands(int max) {
        ids = new LinkedHashMap<>(256, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > max;
            }
        };
    }

    synchronized boolean contains(String id) {
        return ids.get(id) != null;
    }

    synchronized void add(String id) {
        ids.put(id, Boolean.TRUE);
    }
}
