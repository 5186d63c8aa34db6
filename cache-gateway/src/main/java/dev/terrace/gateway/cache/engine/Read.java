package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.TierName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One read on its way down: what was asked so far, and the best stale entry that was met. */
final class Read {
    final CacheKey key;
    final ReadOptions options;
    final boolean refresh;
    final long youngerThanMs;
    private final List<TierAnswer> asked = new ArrayList<>(4);
    private volatile @Nullable Stale stale;
    private final @Nullable Long ttlMs;
    private volatile @Nullable Fill fill;

    /** An entry past its TTL, of an older epoch, or too old for an early refresh; {@code floor} is what it was checked with. */
    record Stale(Entry entry, TierName tier, long floor) {}

    /** {@code refresh}: a stale entry is no answer, it is what is to be replaced. */
    Read(CacheKey key, ReadOptions options, boolean refresh) {
        this(key, options, refresh, 0, null);
    }

    /** {@code youngerThanMs}: only an entry that was created after that is an answer, 0 for any. */
    Read(CacheKey key, ReadOptions options, boolean refresh, long youngerThanMs) {
        this(key, options, refresh, youngerThanMs, null);
    }

    private Read(CacheKey key, ReadOptions options, boolean refresh, long youngerThanMs, @Nullable Long ttlMs) {
        this.key = key;
        this.options = options;
        this.refresh = refresh;
        this.youngerThanMs = youngerThanMs;
        this.ttlMs = ttlMs;
    }

    /** A load that nobody waits for: what is stale is to be replaced, and what the origin brings lives so long (null: as the cache says). */
    static Read warming(CacheKey key, @Nullable Long ttlMs) {
        return new Read(key, ReadOptions.PLAIN, true, 0, ttlMs);
    }

    /** What the origin gave, with the time to live that this load asks for. */
    NewValue lived(NewValue given) {
        return ttlMs == null || given.ttlMs() != null ? given : given.lasting(ttlMs);
    }

    void note(TierName tier, TierAnswer.Outcome outcome, long micros, @Nullable String detail) {
        synchronized (asked) {
            asked.add(new TierAnswer(tier, outcome, micros, detail));
        }
    }

    /** Adds to what a tier said why it will not say more the next time. */
    void amend(TierName tier, String detail) {
        synchronized (asked) {
            asked.replaceAll(a ->
                    a.tier() == tier && a.detail() == null ? new TierAnswer(tier, a.outcome(), a.micros(), detail) : a);
        }
    }

    List<TierAnswer> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    void offer(Entry entry, TierName tier, long floor) {
        Stale now = stale;
        if (now == null || now.entry().createdMs() < entry.createdMs()) {
            stale = new Stale(entry, tier, floor);
        }
    }

    @Nullable
    Stale stale() {
        return stale;
    }

    /** What was loaded under a lease is about to go into the tiers. */
    void filling(Fill begun) {
        fill = begun;
    }

    /** What goes into the tiers under a lease, null when there is none. */
    @Nullable
    Fill fill() {
        return fill;
    }

    /** Every tier has been handed what was loaded. */
    void handed() {
        Fill handed = fill;
        if (handed != null) {
            fill = null;
            handed.close();
        }
    }

    /** Takes over what the read that led the load was told. */
    void share(Read leader) {
        if (leader == this) {
            return;
        }
        List<TierAnswer> told = leader.asked();
        synchronized (asked) {
            for (TierAnswer answer : told) {
                if (asked.stream().noneMatch(a -> a.tier() == answer.tier())) {
                    asked.add(answer);
                }
            }
        }
        Stale theirs = leader.stale;
        if (theirs != null) {
            offer(theirs.entry(), theirs.tier(), theirs.floor());
        }
    }
}
