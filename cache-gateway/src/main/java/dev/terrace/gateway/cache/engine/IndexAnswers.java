package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.journal.Unsettled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal's index says of keys that are not settled. */
record IndexAnswers(WriteBack writeBack, Scope scope, Entries entries) {
    /** Whether loads have to wait for the index: not in caches whose writes do not go through it. */
    boolean waits() {
        return scope.spec().strategy() == Strategy.WRITE_BACK;
    }

    /** The answer, null when the key is settled. It is not to be kept above: copies know nothing of the order of writes. */
    @Nullable
    Loaded of(CacheKey key) {
        Unsettled found = writeBack.find(key);
        if (found == null) {
            return null;
        }
        Entry entry = entries.written(found.write(), scope.view().position());
        boolean over =
                scope.spec().origin() == null && !entry.fresh(scope.time().millis());
        return found.write().value() == null || over ? Loaded.NOTHING : new Loaded.Value(entry, tier(), false, false);
    }

    /** It lies in this node's memory, whatever tiers there are. */
    private TierName tier() {
        List<TierName> tiers = scope.spec().tiers();
        return tiers.contains(TierName.MEMORY) ? TierName.MEMORY : tiers.get(0);
    }
}
