package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the log, and the check of copies against it (docs/adr/0001-coherence.md). Reads need no lock. One follower loads
 * and applies; any thread may apply a mark that it has appended itself.
 */
public final class View {
    private volatile EpochView now = new EpochView(0);
    private volatile @Nullable Provisional held;
    private long counted;

    /** Up to where everything was applied. */
    public Position position() {
        return now.position();
    }

    /** To be noted before a tier or an origin is asked. */
    public Stamp stamp(String cache) {
        EpochView view = now;
        Provisional provisional = held;
        Position position = provisional == null ? view.position() : provisional.position();
        return new Stamp(position, view.marks(cache).floor());
    }

    /** The cache's floor, for readers that need no position. */
    public long floor(String cache) {
        return now.marks(cache).floor();
    }

    /** Whether a copy that was found in a tier may be served. */
    public Verdict check(CacheKey key, Entry entry, TierName tier, long floorBefore) {
        EpochView view = now;
        if (!allowedByHeld(key, entry)) {
            return Verdict.INVALID;
        }
        if (entry.asOf().epoch() != view.epoch) {
            return Verdict.OTHER_EPOCH;
        }
        if (!view.marks(key.cache()).valid(key.key(), key.hash(), entry, tier, floorBefore)) {
            return Verdict.INVALID;
        }
        return staleSince(view, key, entry) == SoftMarks.NEVER ? Verdict.VALID : Verdict.STALE;
    }

    private long staleSince(EpochView view, CacheKey key, Entry entry) {
        Provisional provisional = held;
        long since = view.marks(key.cache()).staleSince(key.key(), entry);
        return provisional == null ? since : Math.min(since, provisional.staleSince(key, entry));
    }

    /** The entry as soft marks have left it: stale since they were made, and no later than now. */
    public Entry softened(CacheKey key, Entry entry, long nowMs) {
        long since = staleSince(now, key, entry);
        return since == SoftMarks.NEVER ? entry : entry.endedAt(Math.min(since, nowMs));
    }

    /** Whether a soft mark that covers it is newer than the entry. */
    public boolean softlyCovered(CacheKey key, Entry entry) {
        return staleSince(now, key, entry) != SoftMarks.NEVER;
    }

    /** Whether an entry may go into a tier. The tier's own floor still has the last word. */
    public boolean fillable(CacheKey key, Entry entry, TierName tier) {
        EpochView view = now;
        return (tier == TierName.MEMORY || !Provisional.is(entry.asOf()))
                && allowedByHeld(key, entry)
                && entry.asOf().epoch() == view.epoch
                && view.marks(key.cache()).fillable(key.key(), key.hash(), entry, tier);
    }

    private boolean allowedByHeld(CacheKey key, Entry entry) {
        Provisional provisional = held;
        return provisional == null ? !Provisional.is(entry.asOf()) : provisional.allows(key, entry);
    }

    /** Whether no tag, pattern or all that covers it is newer than the entry. */
    public boolean uncoveredByWide(CacheKey key, Entry entry) {
        EpochView view = now;
        return entry.asOf().epoch() == view.epoch && view.marks(key.cache()).uncoveredByWide(key.key(), entry);
    }

    /** Whether a position stands for marks that wait, and means nothing to other nodes and their tiers. */
    public static boolean local(Position position) {
        return Provisional.is(position);
    }

    /** Whether a mark of this cache has been applied that lies after the position: entries before it are still on their way. */
    public boolean ahead(String cache) {
        EpochView view = now;
        return view.marks(cache).newest() > view.position().offset();
    }

    /** Whether a write of the cache that began there or before has not ended yet, as far as this node knows. */
    public boolean intentOpenUpTo(String cache, Position position) {
        EpochView view = now;
        return position.epoch() == view.epoch && view.marks(cache).intentOpenUpTo(position.offset());
    }

    /** Applies a mark that this node has appended; whether it made anything invalid that was not so before. */
    public boolean applyOwn(Position at, Mark mark) {
        EpochView view = now;
        if (at.epoch() != view.epoch) {
            return true;
        }
        boolean changed = view.apply(at.offset(), mark);
        countHere(mark);
        view.advanceOver(at.offset());
        return changed;
    }

    /** Applies a mark that waits for the log. */
    public synchronized Position hold(Mark mark) {
        Provisional provisional = held;
        if (provisional == null) {
            provisional = new Provisional(now.epoch, counted);
            held = provisional;
        }
        return provisional.hold(mark);
    }

    /** Everything held has been appended and applied. */
    public synchronized void release() {
        Provisional provisional = held;
        counted = provisional == null ? counted : provisional.position().offset();
        held = null;
    }

    /** Applies the next entry of the log; whether it made anything invalid that was not so before. */
    public boolean apply(Logged entry) {
        boolean changed = now.follow(entry);
        countHere(entry.mark());
        return changed;
    }

    private void countHere(Mark mark) {
        Provisional provisional = held;
        if (provisional != null) {
            provisional.hold(mark);
        }
    }

    /** Takes a snapshot over: in the same epoch what is known stays, in a new one it is all there is. */
    public void load(Snapshot snapshot) {
        EpochView before = now;
        boolean same = snapshot.at().epoch() == before.epoch;
        EpochView view = same ? before : new EpochView(snapshot.at().epoch());
        view.load(snapshot);
        now = view;
        Provisional provisional = held;
        if (provisional != null) {
            provisional.missed();
        }
    }

    /** This node's own lasting tier has removed every key of the cache that was marked up to there. */
    public void localConfirmed(String cache, Position upTo) {
        EpochView view = now;
        if (upTo.epoch() == view.epoch) {
            view.marks(cache).localConfirmed(upTo.offset());
        }
    }

    /** Key marks held. */
    public int keyMarks() {
        return now.keys.size();
    }

    /** Tag marks held, of all caches. */
    public int tagMarks() {
        return now.tags();
    }

    /** Soft marks held, of all caches. */
    public int softMarks() {
        return now.softMarks();
    }

    /** Bans held, of all caches. */
    public int bans() {
        return now.bans();
    }
}
