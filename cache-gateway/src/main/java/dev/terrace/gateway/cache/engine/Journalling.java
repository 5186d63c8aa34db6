package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What the journal puts around the parts of a cache. Also around those of caches that do not write through it: their configuration may have
 * been another when they did, and what they wrote then may still wait.
 *
 * @param journal null where there is none
 * @param target where writes land, null where none can
 */
record Journalling(
        @Nullable WriteBack journal,
        Scope scope,
        Copies copies,
        Entries entries,
        @Nullable FlushTarget target) {

    /** Whether writes of this cache go through the journal. */
    boolean writes() {
        return journal != null && target != null && scope.spec().strategy() == Strategy.WRITE_BACK;
    }

    /** What is asked when no tier knows; {@code viewLags} as in {@link JournalledSource}. */
    Source truth(Source bare, boolean viewLags) {
        return journal == null || target == null
                ? bare
                : new JournalledSource(bare, new IndexAnswers(journal, scope, entries), viewLags);
    }

    /** What is asked first. */
    Source first(Source tiers) {
        return journal == null || target == null
                ? tiers
                : new UnflushedFirst(tiers, new IndexAnswers(journal, scope, entries));
    }

    /** Writes, given those that go to the target. */
    Writes over(Writes atTarget) {
        if (journal == null || target == null) {
            return atTarget;
        }
        Writes whenClean = new WhenClean(atTarget, journal, writes());
        return writes() ? new WriteBackWrites(journal, copies, scope, whenClean) : whenClean;
    }

    /** How what was written is carried out. */
    @Nullable
    Flushing flushing() {
        return target == null ? null : new Flushing(target, copies, scope, entries);
    }
}
