package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.journal.Unsettled;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Where journalled writes land. Results are never failed Unis. */
interface FlushTarget {
    /** What is there now, before the journal is read up to its end. */
    Uni<Seen> look(CacheKey key);

    /** Carries a write out, over what was seen, and under a version that is higher than that of every flush that was begun before. */
    Uni<Landed> carry(Unsettled write, Position version, Seen.There seen);

    /** Whether an invalidation deletes what was carried out: it is no origin. */
    boolean record();

    /** How long a call may still take effect after it was made, milliseconds. */
    long mayLandMs();

    /** What a look came to. */
    sealed interface Seen {
        /**
         * It may be written under that condition.
         *
         * @param absent there is nothing
         */
        record There(Condition condition, boolean absent) implements Seen {}

        /** It cannot be told. */
        record Not(Landed why) implements Seen {}
    }

    /** What came of it. */
    sealed interface Landed {
        /**
         * Carried out.
         *
         * @param held what the target holds now, null when it is what was sent
         */
        record Done(Origin.@Nullable Held held) implements Landed {}

        /** Someone else wrote meanwhile. */
        record Again() implements Landed {}

        /** The target cannot do anything now. */
        record Away(String reason) implements Landed {}

        /** The target does not take this write. */
        record Refused(String reason) implements Landed {}
    }
}
