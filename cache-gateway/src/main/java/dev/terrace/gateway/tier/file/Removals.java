package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest removals by key, to refuse older fills in flight. They need not outlive the process, because the fills do not either. When there
 * are too many, the oldest is forgotten and the floor for all keys rises to it, so nothing is let through.
 */
final class Removals {
    private static final int MOST = 50_000;
    private final LinkedHashMap<String, Position> marks = new LinkedHashMap<>();
    private Position forgotten = Position.NONE;

    synchronized void add(String hash, Position mark) {
        Position old = marks.remove(hash);
        marks.put(hash, old != null && mark.before(old) ? old : mark);
        if (marks.size() > MOST) {
            Map.Entry<String, Position> oldest = marks.pollFirstEntry();
            if (oldest != null && forgotten.before(oldest.getValue())) {
                forgotten = oldest.getValue();
            }
        }
    }

    /** Whether a fill as of that position is older than a removal. */
    synchronized boolean covers(String hash, Position asOf) {
        @Nullable Position mark = marks.get(hash);
        return asOf.before(forgotten) || (mark != null && asOf.before(mark));
    }
}
