package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.TierName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The marks of one cache in one epoch. Readers need no lock; writers are serialised by the lock of this object. A structure is changed
 * before {@code newest} says so, and the floor rises before marks under it are dropped, so a reader errs towards invalid only.
 */
final class CacheMarks {
    private final KeyMarks keys;
    private final ConcurrentHashMap<String, Long> tags = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Long> intents = new ConcurrentHashMap<>();
    private final AtomicLongArray tierGenerations = new AtomicLongArray(TierName.values().length);
    private final SoftMarks soft = new SoftMarks();
    private volatile Bans bans = Bans.NONE;
    private volatile long newest;
    private volatile long newestTag;
    private volatile long tagFloor;
    private volatile long generation;
    private volatile long floor;
    private volatile long localConfirmed;

    CacheMarks(KeyMarks keys) {
        this.keys = keys;
    }

    long newest() {
        return newest;
    }

    long floor() {
        return floor;
    }

    boolean intentOpen(long hash) {
        return !intents.isEmpty() && intents.containsKey(hash);
    }

    /** Whether a write that began there or before has not ended. */
    boolean intentOpenUpTo(long offset) {
        return intents.values().stream().anyMatch(open -> open <= offset);
    }

    /** Whether a copy found in a tier is valid; {@code floorBefore} was read before the tier was asked. */
    boolean valid(String key, long hash, Entry entry, TierName tier, long floorBefore) {
        long asOf = entry.asOf().offset();
        if (asOf >= newest) {
            return true;
        }
        return asOf >= tierGenerations.get(tier.ordinal())
                && uncovered(key, hash, entry)
                && (asOf >= floor || floor == floorBefore);
    }

    /** Unix milliseconds since when a soft mark has made it stale, {@link SoftMarks#NEVER} when none has. */
    long staleSince(String key, Entry entry) {
        return soft.since(key, entry);
    }

    int softCount() {
        return soft.size();
    }

    /** Whether a fill may go into a tier. */
    boolean fillable(String key, long hash, Entry entry, TierName tier) {
        return entry.asOf().offset() >= floor && valid(key, hash, entry, tier, floor) && !intentOpen(hash);
    }

    /** Whether no mark on its key, its tags, its pattern or everything is newer. */
    boolean uncovered(String key, long hash, Entry entry) {
        long asOf = entry.asOf().offset();
        return keys.newest(hash) <= asOf && uncoveredByWide(key, entry);
    }

    /** Whether no tag, pattern or all that covers it is newer. */
    boolean uncoveredByWide(String key, Entry entry) {
        long asOf = entry.asOf().offset();
        return asOf >= generation && tagsAllow(entry, asOf) && !bans.cover(key, asOf);
    }

    private boolean tagsAllow(Entry entry, long asOf) {
        if (entry.negative()) {
            return asOf >= newestTag && asOf >= tagFloor;
        }
        if (entry.tags().isEmpty()) {
            return true;
        }
        if (asOf < tagFloor) {
            return false;
        }
        for (String tag : entry.tags()) {
            Long mark = tags.get(tag);
            if (mark != null && mark > asOf) {
                return false;
            }
        }
        return true;
    }

    /** Applies a mark; whether that changed anything but intents. */
    synchronized boolean apply(long offset, Mark mark) {
        boolean changed =
                switch (mark) {
                    case Mark.Key key -> key(offset, key);
                    case Mark.Intent intent -> intent(offset, intent);
                    case Mark.Tag tag -> tag(offset, tag);
                    case Mark.Ban ban -> ban(offset, ban);
                    case Mark.All all -> generation(offset);
                    case Mark.Tier tier -> tierGeneration(tier.tier(), offset);
                    case Mark.Floor f -> raiseFloor(f.upTo());
                    case Mark.Base base -> generation(base.upTo());
                    case Mark.Soft s -> soft.apply(offset, s);
                };
        if (changed && offset > newest) {
            newest = offset;
        }
        return changed;
    }

    /** A key mark of the cache lies there; which, is told to the keys' own table. */
    synchronized void keyMarkedAt(long offset) {
        newest = Math.max(newest, offset);
    }

    private boolean key(long offset, Mark.Key key) {
        boolean changed = keys.put(key.hash(), offset);
        long intent = key.intent().offset();
        if (intent > 0) {
            intents.computeIfPresent(key.hash(), (h, open) -> open <= intent ? null : open);
        }
        return changed;
    }

    private boolean intent(long offset, Mark.Intent intent) {
        if (keys.newest(intent.hash()) < offset) {
            intents.merge(intent.hash(), offset, Math::max);
        }
        return false;
    }

    private boolean tag(long offset, Mark.Tag tag) {
        if (tag.floor() > tagFloor) {
            tagFloor = tag.floor();
            tags.values().removeIf(o -> o <= tagFloor);
        }
        Long before = tags.get(tag.tag());
        if (before != null && before >= offset) {
            return false;
        }
        tags.put(tag.tag(), offset);
        newestTag = Math.max(newestTag, offset);
        return true;
    }

    private boolean ban(long offset, Mark.Ban ban) {
        Bans before = bans;
        bans = before.with(offset, ban.glob());
        boolean raised = ban.generation() > 0 && generation(ban.generation());
        return raised || bans != before;
    }

    private boolean generation(long offset) {
        if (offset <= generation) {
            return false;
        }
        generation = offset;
        bans = bans.after(offset);
        tags.values().removeIf(o -> o <= offset);
        soft.forget(offset);
        return true;
    }

    synchronized boolean tierGeneration(TierName tier, long offset) {
        if (offset <= tierGenerations.get(tier.ordinal())) {
            return false;
        }
        tierGenerations.set(tier.ordinal(), offset);
        newest = Math.max(newest, offset);
        return true;
    }

    /** This node's own lasting tier has removed every key marked up to there. */
    void localConfirmed(long upTo) {
        localConfirmed = Math.max(localConfirmed, upTo);
    }

    /** Marks that go before this node's own lasting tier has confirmed them take its older entries with them. */
    private boolean raiseFloor(long upTo) {
        if (localConfirmed < upTo) {
            tierGeneration(TierName.FILE_SYSTEM, upTo);
        }
        floor = Math.max(floor, upTo);
        return false;
    }

    int tagCount() {
        return tags.size();
    }

    int banCount() {
        return bans.size();
    }
}
