package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filling a cache without reading it: nothing here counts as an access. Every fill carries a position that was read before its source was
 * asked, so an invalidation that is acknowledged while it is under way wins (docs/adr/0001-coherence.md). Results are never failed Unis.
 */
public interface Filling {
    /** Of a cache that cannot be filled: it has nothing at hand and refuses everything. */
    Filling NONE = new Filling() {
        @Override
        public Position now() {
            return Position.NONE;
        }

        @Override
        public Uni<Warmed> load(String key, @Nullable Long ttlMs) {
            return Uni.createFrom().item(Warmed.REFUSED);
        }

        @Override
        public Uni<Warmed> fill(String key, NewValue value, Position asOf) {
            return Uni.createFrom().item(Warmed.REFUSED);
        }

        @Override
        public List<String> hottest(int most) {
            return List.of();
        }

        @Override
        public boolean holds(String key) {
            return false;
        }

        @Override
        public @Nullable Entry copy(String key) {
            return null;
        }

        @Override
        public Warmed adopt(String key, Entry copy) {
            return Warmed.REFUSED;
        }

        @Override
        public Kept keep(List<String> keys) {
            return Kept.NOTHING;
        }
    };

    /** What is to be noted before a source outside the engine is asked. */
    Position now();

    /**
     * From the shared tiers, else from the origin or record, as a reader would make it; at once when memory has it fresh. {@code ttlMs}
     * counts for what comes from the origin, null for the cache's own; who joins a load that is under way gets that load's.
     */
    Uni<Warmed> load(String key, @Nullable Long ttlMs);

    /**
     * A value that a caller brings, as it was at that position. A copy in every tier where an origin or nothing has the last word; where a
     * tier is the record it is written there, unless it was invalidated since the position.
     */
    Uni<Warmed> fill(String key, NewValue value, Position asOf);

    /** Keys in memory, hottest first. Takes time in proportion to {@code most}: not for an event loop when that is large. */
    List<String> hottest(int most);

    /** Whether memory has the key, valid and fresh. */
    boolean holds(String key);

    /**
     * What memory has of the key for another node: valid, fresh, and checked up to now. Null when it has nothing of that kind, or when this
     * node's view is behind or counts marks that the log does not have yet: what such a view says means nothing elsewhere.
     */
    @Nullable
    Entry copy(String key);

    /**
     * What another node's {@link #copy} gave, into memory only. Refused when a mark that covers it is newer than the position it was checked
     * up to, when a write of the key is under way, and when it has expired meanwhile; not taken while this node's view is behind.
     */
    Warmed adopt(String key, Entry copy);

    /**
     * From now on memory evicts none of these, as far as a hundredth of its bytes reaches, the first ones first; others may go again. They
     * expire and are invalidated as ever, and keys that are not there are not brought. Takes time in proportion to their number.
     */
    Kept keep(List<String> keys);
}
