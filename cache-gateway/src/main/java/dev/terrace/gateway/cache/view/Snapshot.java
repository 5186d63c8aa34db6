package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Position;
import java.util.List;

/**
 * All marks that are not retired, as a log keeps them.
 *
 * @param at last position when reading began: every mark up to there is among them or retired
 * @param marks in ascending order of offset; of keys only where {@code keys} has none
 * @param keys key marks of which only hashes are kept; taken out when the snapshot is loaded
 */
public record Snapshot(Position at, List<Logged> marks, KeyList keys) {
    /** One whose key marks are among the others. */
    public Snapshot(Position at, List<Logged> marks) {
        this(at, marks, new KeyList());
    }
}
