package dev.terrace.monitoring.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** The newest changes, bounded by number. Safe for use by several threads. */
public final class RecentChanges {
    private static final int MOST = 2000;

    private final ArrayDeque<Change> changes = new ArrayDeque<>();

    /** Takes a change. */
    public synchronized void add(Change change) {
        if (changes.size() >= MOST) {
            changes.pollFirst();
        }
        changes.addLast(change);
    }

    /** Those of the cache in the stretch before {@code at}, that moment included. */
    public synchronized List<Change> before(String cacheName, Instant at, Duration stretch) {
        Instant from = at.minus(stretch);
        return changes.stream()
                .filter(c -> c.cacheName().equals(cacheName))
                .filter(c -> !c.at().isBefore(from) && !c.at().isAfter(at))
                .toList();
    }
}
