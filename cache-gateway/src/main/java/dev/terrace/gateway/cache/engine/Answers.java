package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.TierName;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns what was loaded into what the reader gets, and tells the observer. */
record Answers(Scope scope) {
    /** What memory says, by microseconds: a hit allocates no list of its own. */
    private static final List<List<TierAnswer>> MEMORY_HITS = IntStream.range(0, 64)
            .mapToObj(micros -> List.of(new TierAnswer(TierName.MEMORY, Outcome.HIT, micros, null)))
            .toList();

    ReadResult memory(CacheKey key, Entry entry, boolean stale, long start) {
        long micros = scope.micros(start);
        Outcome outcome = stale ? Outcome.STALE : Outcome.HIT;
        scope.observer().found(TierName.MEMORY, outcome, micros);
        List<TierAnswer> asked = !stale && micros < MEMORY_HITS.size()
                ? MEMORY_HITS.get((int) micros)
                : List.of(new TierAnswer(TierName.MEMORY, outcome, micros, null));
        return hit(key, entry, TierName.MEMORY, stale, asked, micros);
    }

    ReadResult of(Read read, Loaded loaded, long start) {
        return switch (loaded) {
            case Loaded.Value value ->
                hit(read.key, value.entry(), value.tier(), value.stale(), read.asked(), scope.micros(start));
            case Loaded.Nothing nothing -> nothing(read, start);
            case Loaded.Failed failed -> fallback(read, failed, start);
        };
    }

    private ReadResult nothing(Read read, long start) {
        if (read.options.onlyIfCached()) {
            return failed(read, Refusal.ONLY_IF_CACHED, "not in any tier", start);
        }
        scope.observer().read(read.key, null, false, 0, scope.micros(start));
        return new ReadResult.Miss(read.asked());
    }

    private ReadResult fallback(Read read, Loaded.Failed failed, long start) {
        Read.Stale stale = read.stale();
        long now = scope.time().millis();
        boolean asked = stale != null && now - stale.entry().expiresMs() < read.options.maxStaleMs();
        if (stale != null && (asked || scope.ifError(stale.entry(), now)) && scope.stillGood(read.key, stale)) {
            return stale(read, stale, start);
        }
        return failed(read, failed.why(), failed.detail(), start);
    }

    ReadResult stale(Read read, Read.Stale stale, long start) {
        return hit(read.key, stale.entry(), stale.tier(), true, read.asked(), scope.micros(start));
    }

    ReadResult failed(Read read, Refusal why, String detail, long start) {
        scope.observer().failed(read.key, why, scope.micros(start));
        return new ReadResult.Failed(why, detail, read.asked());
    }

    /** A hit while the view lags is flagged: a mark may be on its way. */
    private ReadResult hit(
            CacheKey key, Entry entry, @Nullable TierName tier, boolean stale, List<TierAnswer> asked, long micros) {
        scope.observer().read(key, tier, stale, entry.value().length, micros);
        boolean flagged = stale || (tier != null && scope.coherence().lagging());
        return new ReadResult.Hit(entry, tier, flagged, asked);
    }
}
