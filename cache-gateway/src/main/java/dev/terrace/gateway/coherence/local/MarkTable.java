package dev.terrace.gateway.coherence.local;

import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The marks that are not retired. Not safe for threads: its log is. */
final class MarkTable {
    private static final int TAGS = 100_000;
    private static final int BANS = 1000;

    private final LinkedHashMap<Long, Logged> keys = new LinkedHashMap<>();
    private final Map<Long, Long> newestIntent = new HashMap<>();
    private final LinkedHashMap<Long, Open> intents = new LinkedHashMap<>();
    private final Map<Object, Logged> single = new HashMap<>();
    private final Map<String, CacheTable> caches = new HashMap<>();
    private long base;

    private record Open(Mark.Intent intent, long untilNanos) {}

    /** What a cache has beside key marks. */
    private static final class CacheTable {
        final LinkedHashMap<String, Logged> tags = new LinkedHashMap<>();
        final LinkedHashMap<Long, Logged> bans = new LinkedHashMap<>();
        final LinkedHashMap<String, Logged> softNames = new LinkedHashMap<>();
        final LinkedHashMap<String, Logged> softBans = new LinkedHashMap<>();
        long wide;
        long tagFloor;
    }

    private CacheTable of(String cache) {
        return caches.computeIfAbsent(cache, c -> new CacheTable());
    }

    boolean othersSince(Mark mark) {
        if (!(mark instanceof Mark.Key key) || key.intent().offset() == 0) {
            return false;
        }
        Logged newest = keys.get(key.hash());
        return (newest != null && newest.offset() > key.intent().offset())
                || newestIntent.getOrDefault(key.hash(), 0L) != key.intent().offset();
    }

    long newestWide(String cache) {
        return of(cache).wide;
    }

    /** Newest offset of a mark that covers, or may cover, that key; 0 for none. */
    long newest(String cache, long hash) {
        Logged key = keys.get(hash);
        return Math.max(key == null ? 0 : key.offset(), of(cache).wide);
    }

    int keyCount() {
        return keys.size();
    }

    /** Takes a mark in; what is to be told to nodes, with what was dropped for it. */
    Mark put(long offset, Mark mark, long nowNanos) {
        Logged logged = new Logged(offset, mark);
        switch (mark) {
            case Mark.Key key -> {
                keys.remove(key.hash());
                keys.put(key.hash(), logged);
                intents.remove(key.intent().offset());
                newestIntent.remove(key.hash(), key.intent().offset());
            }
            case Mark.Intent intent -> {
                intents.put(offset, new Open(intent, nowNanos + intent.ttlMs() * 1_000_000));
                newestIntent.put(intent.hash(), offset);
            }
            case Mark.Tag tag -> {
                wide(offset, tag);
                of(tag.cache()).tags.remove(tag.tag());
                of(tag.cache()).tags.put(tag.tag(), logged);
            }
            case Mark.Ban ban -> {
                wide(offset, ban);
                of(ban.cache()).bans.put(offset, logged);
            }
            case Mark.All all -> {
                wide(offset, all);
                single.put(all, logged);
            }
            case Mark.Soft soft -> {
                wide(offset, soft);
                soft(of(soft.cache()), logged, soft);
            }
            case Mark.Tier tier -> single.put(tier, logged);
            case Mark.Floor floor -> {
                keys.values().removeIf(k -> k.offset() <= floor.upTo());
                floor.caches().forEach(c -> single.merge("floor " + c, logged, MarkTable::higherFloor));
            }
            case Mark.Base b -> base = b.upTo();
        }
        return bound(mark);
    }

    private void wide(long offset, Mark mark) {
        of(mark.cache()).wide = offset;
    }

    private void soft(CacheTable table, Logged logged, Mark.Soft soft) {
        if (soft.what() == Mark.What.ALL) {
            table.softNames.clear();
            table.softBans.clear();
            single.put("soft " + soft.cache(), logged);
        } else {
            LinkedHashMap<String, Logged> marks = softly(table, soft);
            marks.remove(soft.what() + soft.selector());
            marks.put(soft.what() + soft.selector(), logged);
        }
    }

    private static LinkedHashMap<String, Logged> softly(CacheTable table, Mark.Soft soft) {
        return soft.what() == Mark.What.BAN ? table.softBans : table.softNames;
    }

    /** Too many: the oldest goes, and all that is older than it is stale. */
    private Mark boundSoft(CacheTable table, Mark.Soft soft) {
        LinkedHashMap<String, Logged> marks = softly(table, soft);
        if (marks.size() <= (soft.what() == Mark.What.BAN ? BANS : TAGS)) {
            return soft;
        }
        long dropped = marks.pollFirstEntry().getValue().offset();
        Logged all = new Logged(dropped, new Mark.Soft(soft.cache(), Mark.What.ALL, "", 0, soft.atMs()));
        single.merge("soft " + soft.cache(), all, (a, b) -> a.offset() > b.offset() ? a : b);
        return new Mark.Soft(soft.cache(), soft.what(), soft.selector(), dropped, soft.atMs());
    }

    private Mark bound(Mark mark) {
        String cache = mark.cache();
        CacheTable table = of(cache);
        if (mark instanceof Mark.Soft soft && soft.what() != Mark.What.ALL) {
            return boundSoft(table, soft);
        }
        if (mark instanceof Mark.Tag tag && table.tags.size() > TAGS) {
            table.tagFloor = table.tags.pollFirstEntry().getValue().offset();
            return new Mark.Tag(cache, tag.tag(), table.tagFloor);
        }
        if (mark instanceof Mark.Ban ban && table.bans.size() > BANS) {
            long dropped = table.bans.pollFirstEntry().getKey();
            Mark all = new Mark.All(cache);
            single.merge(all, new Logged(dropped, all), (a, b) -> a.offset() > b.offset() ? a : b);
            return new Mark.Ban(cache, ban.glob(), dropped);
        }
        return mark;
    }

    /** Drops the oldest key marks; the highest offset among them. */
    long dropOldestKeys(int count) {
        long upTo = 0;
        for (int i = 0; i < count && !keys.isEmpty(); i++) {
            upTo = keys.pollFirstEntry().getValue().offset();
        }
        return upTo;
    }

    List<Logged> all() {
        List<Logged> all = new ArrayList<>(keys.values());
        all.addAll(single.values());
        intents.forEach((offset, open) -> all.add(new Logged(offset, open.intent())));
        caches.forEach((cache, table) -> {
            all.addAll(table.tags.values());
            all.addAll(table.bans.values());
            all.addAll(table.softNames.values());
            all.addAll(table.softBans.values());
            if (table.tagFloor > 0) {
                all.add(new Logged(table.tagFloor, new Mark.Tag(cache, "", table.tagFloor)));
            }
        });
        if (base > 0) {
            all.add(new Logged(base, new Mark.Base(base)));
        }
        all.sort(Comparator.comparingLong(Logged::offset));
        return all;
    }

    List<Logged> overdue(long nowNanos) {
        List<Logged> overdue = new ArrayList<>();
        intents.forEach((offset, open) -> {
            if (open.untilNanos() - nowNanos <= 0) {
                overdue.add(new Logged(offset, open.intent()));
            }
        });
        return overdue;
    }

    /** A sweeper that comes late retires less than has been. */
    private static Logged higherFloor(Logged before, Logged now) {
        boolean sinks = before.mark() instanceof Mark.Floor high
                && now.mark() instanceof Mark.Floor low
                && low.upTo() < high.upTo();
        return sinks ? before : now;
    }
}
