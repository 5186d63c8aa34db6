package dev.terrace.gateway.cache.journal;

import dev.terrace.gateway.cache.CacheKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of one partition: the rules of docs/adr/0002-write-back.md, applied to entries in order. Changes under its lock;
 * finding needs none.
 */
final class PartitionIndex {
    private final int partition;
    private final Totals totals;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<CacheKey, Unsettled> newest = new ConcurrentHashMap<>();
    private final TreeMap<Long, CacheKey> records = new TreeMap<>();
    private final Map<String, LinkedHashMap<CacheKey, Unsettled>> dirty = new HashMap<>();
    private final Map<CacheKey, Long> settledEarly = new HashMap<>();
    private boolean rebuilding = true;
    private long began;
    private volatile long next;
    private long claim = -1;
    private String claimant = "";
    private final TreeSet<Long> claims = new TreeSet<>();

    PartitionIndex(int partition, Totals totals, LongSupplier nanos) {
        this.partition = partition;
        this.totals = totals;
        this.nanos = nanos;
    }

    synchronized void begin(long offset) {
        began = offset;
        next = offset;
    }

    synchronized void rebuilt() {
        rebuilding = false;
        settledEarly.clear();
    }

    long next() {
        return next;
    }

    @Nullable
    Unsettled find(CacheKey key) {
        return newest.get(key);
    }

    /** The number of the claim that holds, -1 when it is not that node's. */
    synchronized long claimOf(String node) {
        return claimant.equals(node) ? claim : -1;
    }

    /** This node's own append was acknowledged: it counts before it is read back, unless it was already. */
    synchronized void own(long offset, Journaled.Write write) {
        if (offset >= next) {
            write(offset, write);
        }
    }

    synchronized void heard(long offset, Journaled entry) {
        reached(offset);
        switch (entry) {
            case Journaled.Write write -> write(offset, write);
            case Journaled.Flushed flushed -> flushed(flushed);
            case Journaled.Dead dead -> dead(offset, dead);
            case Journaled.Replay replay -> replay(replay);
            case Journaled.Discard discard -> discard(discard);
            case Journaled.Claim made -> claimed(offset, made);
        }
        next = offset + 1;
    }

    /**
     * What lies before and was not heard had been trimmed, hence was settled. Whose claim holds is not known any more, until the next entry
     * says so: a journal begins with a claim.
     */
    synchronized void reached(long offset) {
        if (offset <= next) {
            return;
        }
        for (CacheKey key : List.copyOf(records.headMap(offset).values())) {
            remove(key);
        }
        claimant = "";
        next = offset;
    }

    private void claimed(long offset, Journaled.Claim made) {
        long number = made.number() < 0 ? offset : made.number();
        if (number >= claim) {
            claim = number;
            claimant = made.node();
            claims.add(offset);
            forgetClaims();
        }
    }

    private void forgetClaims() {
        Long needed = claims.floor(firstNeeded());
        if (needed != null) {
            claims.headSet(needed).clear();
        }
    }

    private void write(long offset, Journaled.Write write) {
        Unsettled before = newest.get(write.key());
        if (before == null || before.place().offset() < offset) {
            long since = before == null || !before.dirty() ? nanos.getAsLong() : before.sinceNanos();
            put(new Unsettled(write, new Place(partition, offset), offset, since, null));
        }
    }

    /** Whether the author of an entry held the claim. */
    private boolean holds(long by) {
        if (by > claim) {
            claim = by;
            claimant = "";
        }
        return by == claim;
    }

    private void flushed(Journaled.Flushed flushed) {
        if (holds(flushed.claim())) {
            settle(flushed.key(), flushed.of());
        }
    }

    private void settle(CacheKey key, long of) {
        Unsettled before = newest.get(key);
        if (before != null && before.place().offset() <= of) {
            remove(key);
        }
        if (rebuilding) {
            settledEarly.merge(key, of, Math::max);
        }
    }

    private void dead(long offset, Journaled.Dead dead) {
        Unsettled before = newest.get(dead.key());
        boolean replaces = before == null
                ? dead.from() < began && settledEarly.getOrDefault(dead.key(), -1L) < dead.of()
                : before.record() == dead.from();
        if (holds(dead.claim()) && replaces) {
            long since = before == null ? nanos.getAsLong() : before.sinceNanos();
            Unsettled.Death death = new Unsettled.Death(dead.reason(), dead.tries());
            put(new Unsettled(dead.write(), new Place(partition, dead.of()), offset, since, death));
        }
    }

    private void replay(Journaled.Replay replay) {
        Unsettled before = newest.get(replay.key());
        if (before != null && !before.dirty() && before.place().offset() == replay.of()) {
            put(new Unsettled(before.write(), before.place(), before.record(), before.sinceNanos(), null));
        }
    }

    private void discard(Journaled.Discard discard) {
        Unsettled before = newest.get(discard.key());
        boolean other = before != null && (before.dirty() || before.place().offset() != discard.of());
        if (!other) {
            settle(discard.key(), discard.of());
        }
    }

    private void put(Unsettled now) {
        CacheKey key = now.write().key();
        Unsettled before = newest.put(key, now);
        if (before != null) {
            records.remove(before.record());
            totals.gone(before);
        }
        records.put(now.record(), key);
        totals.came(now);
        LinkedHashMap<CacheKey, Unsettled> queue = dirty.computeIfAbsent(key.cache(), c -> new LinkedHashMap<>());
        if (now.dirty()) {
            queue.put(key, now);
        } else {
            queue.remove(key);
        }
    }

    private void remove(CacheKey key) {
        Unsettled before = newest.remove(key);
        if (before == null) {
            return;
        }
        records.remove(before.record());
        totals.gone(before);
        LinkedHashMap<CacheKey, Unsettled> queue = dirty.get(key.cache());
        if (queue != null) {
            queue.remove(key);
            if (queue.isEmpty()) {
                dirty.remove(key.cache());
            }
        }
    }

    synchronized List<String> dirtyCaches() {
        return List.copyOf(dirty.keySet());
    }

    /** Dirty writes of a cache, longest waiting first, that pass the test; at most {@code look} are looked at, which then go to the end. */
    synchronized List<Unsettled> dirty(String cache, int most, int look, Predicate<Unsettled> test) {
        LinkedHashMap<CacheKey, Unsettled> queue = dirty.get(cache);
        List<Unsettled> found = new ArrayList<>();
        if (queue == null) {
            return found;
        }
        List<Unsettled> passed = new ArrayList<>();
        for (Unsettled one : queue.values()) {
            if (found.size() == most || passed.size() == look) {
                break;
            }
            if (test.test(one)) {
                found.add(one);
            } else {
                passed.add(one);
            }
        }
        if (passed.size() == look) {
            passed.forEach(one -> queue.putLast(one.write().key(), one));
        }
        return found;
    }

    /**
     * Where the journal may begin: the newest claim before everything that is needed. A reader that begins there knows whose flushes count;
     * one that began between would take a former owner's for the present one's. 0 when there is none.
     */
    synchronized long mayBegin() {
        forgetClaims();
        Long at = claims.floor(firstNeeded());
        return at == null ? 0 : at;
    }

    /** How many entries that are not needed lie behind the newest claim, so that a claim once more would give them back. */
    synchronized long behindClaim() {
        return claims.isEmpty() ? 0 : Math.max(0, firstNeeded() - claims.last() - 1);
    }

    /** The entry that the index needs first, or where it would go on reading. */
    private long firstNeeded() {
        return records.isEmpty() ? next : Math.min(next, records.firstKey());
    }

    /** The dead letter that lies first in the journal, if it is what lies first. */
    synchronized @Nullable Unsettled deadFirst() {
        Unsettled first =
                records.isEmpty() ? null : newest.get(records.firstEntry().getValue());
        return first == null || first.dirty() ? null : first;
    }

    /** Dead letters of a cache. */
    List<Unsettled> dead(String cache) {
        return newest.values().stream()
                .filter(one -> !one.dirty() && one.write().key().cache().equals(cache))
                .toList();
    }
}
