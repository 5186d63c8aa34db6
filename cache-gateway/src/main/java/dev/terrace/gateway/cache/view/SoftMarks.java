package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The soft marks of one cache: what they cover is stale since the time they carry. They are never retired by a sweeper, since no tier removes
 * anything for them; the log bounds them, and raises the generation to what it drops, which makes more stale, never less. Readers need no
 * lock; writers are serialised by {@link CacheMarks}. A structure is changed before {@code newest} says so.
 */
final class SoftMarks {
    /** Since when an entry is stale that no soft mark covers. */
    static final long NEVER = Long.MAX_VALUE;

    private record At(long offset, long atMs) {
        static final At NONE = new At(0, NEVER);

        long since(long asOf) {
            return offset > asOf ? atMs : NEVER;
        }
    }

    private record SoftBan(Glob glob, At at) {}

    private final ConcurrentHashMap<String, At> keys = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, At> tags = new ConcurrentHashMap<>();
    private volatile List<SoftBan> bans = List.of();
    private volatile At generation = At.NONE;
    private volatile At newestTag = At.NONE;
    private volatile long newest;

    /** Unix milliseconds since when the entry is stale, {@link #NEVER} when no soft mark newer than its asOf covers it. */
    long since(String key, Entry entry) {
        long asOf = entry.asOf().offset();
        if (asOf >= newest) {
            return NEVER;
        }
        long since = Math.min(generation.since(asOf), since(keys.get(key), asOf));
        if (entry.negative()) {
            since = Math.min(since, newestTag.since(asOf));
        }
        for (String tag : entry.tags()) {
            since = Math.min(since, since(tags.get(tag), asOf));
        }
        for (SoftBan ban : bans) {
            if (ban.at().offset() > asOf
                    && ban.at().atMs() < since
                    && ban.glob().matches(key)) {
                since = ban.at().atMs();
            }
        }
        return since;
    }

    private static long since(@Nullable At at, long asOf) {
        return at == null ? NEVER : at.since(asOf);
    }

    /** Applies a mark; whether that changed anything. */
    boolean apply(long offset, Mark.Soft mark) {
        boolean raised = mark.generation() > 0 && raise(new At(mark.generation(), mark.atMs()));
        At at = new At(offset, mark.atMs());
        boolean changed =
                switch (mark.what()) {
                    case KEY -> newer(keys, mark.selector(), at);
                    case TAG -> tag(mark.selector(), at);
                    case BAN -> ban(mark.selector(), at);
                    case ALL -> raise(at);
                };
        if (changed && offset > newest) {
            newest = offset;
        }
        return changed || raised;
    }

    private static boolean newer(ConcurrentHashMap<String, At> marks, String name, At at) {
        At before = marks.get(name);
        if (before != null && before.offset() >= at.offset()) {
            return false;
        }
        marks.put(name, at);
        return true;
    }

    private boolean tag(String name, At at) {
        if (newestTag.offset() < at.offset()) {
            newestTag = at;
        }
        return newer(tags, name, at);
    }

    private boolean ban(String glob, At at) {
        List<SoftBan> before = bans;
        if (before.stream().anyMatch(b -> b.at().offset() == at.offset())) {
            return false;
        }
        List<SoftBan> after = new ArrayList<>(before);
        after.removeIf(b -> b.glob().toString().equals(glob) && b.at().offset() < at.offset());
        after.add(new SoftBan(Glob.of(glob), at));
        bans = List.copyOf(after);
        return true;
    }

    private boolean raise(At to) {
        if (to.offset() <= generation.offset()) {
            return false;
        }
        generation = to;
        newest = Math.max(newest, to.offset());
        forget(to.offset());
        return true;
    }

    /** Drops marks up to there: what they cover is covered otherwise. */
    void forget(long upTo) {
        keys.values().removeIf(at -> at.offset() <= upTo);
        tags.values().removeIf(at -> at.offset() <= upTo);
        bans = bans.stream().filter(b -> b.at().offset() > upTo).toList();
    }

    int size() {
        return keys.size() + tags.size() + bans.size();
    }
}
