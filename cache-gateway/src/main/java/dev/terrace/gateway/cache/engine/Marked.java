package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.Appended;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of marks: they are in the log, or (relaxed caches) they wait for it here and are applied on this node.
 *
 * @param appended answers of the log, in order; empty when they wait
 * @param local position on this node: of the last mark, or of what waits
 */
record Marked(List<Appended> appended, Position local) {
    boolean waiting() {
        return appended.isEmpty();
    }

    /** Position for the caller, null while it waits. */
    @Nullable
    Position position() {
        return waiting() ? null : appended.get(appended.size() - 1).position();
    }
}
