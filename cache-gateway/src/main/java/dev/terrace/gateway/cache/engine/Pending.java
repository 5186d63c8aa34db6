package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.view.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Marks that wait for a log that is away, in order. Bounded: when it is full, what a cache has waiting becomes one mark for everything.
 */
final class Pending {
    private final int most;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final Set<String> whole = new HashSet<>();

    Pending(int most) {
        this.most = most;
    }

    /** Takes a mark in; the mark that stands for it, which covers at least as much. */
    synchronized Mark add(Mark mark) {
        Mark all = new Mark.All(mark.cache());
        if (whole.contains(mark.cache())) {
            return all;
        }
        if (marks.size() < most) {
            marks.add(mark);
            return mark;
        }
        marks.removeIf(m -> m.cache().equals(mark.cache()));
        whole.add(mark.cache());
        marks.add(all);
        return all;
    }

    /**
     * The oldest, at most so many; they stay until {@link #done}. What comes from now on is not represented by an {@code all} among them,
     * since its place in the log may already be taken.
     */
    synchronized List<Mark> oldest(int count) {
        List<Mark> first = new ArrayList<>();
        for (Mark mark : marks) {
            if (first.size() == count) {
                break;
            }
            first.add(mark);
            if (mark instanceof Mark.All all) {
                whole.remove(all.cache());
            }
        }
        return first;
    }

    /** These have been appended. */
    synchronized void done(List<Mark> appended) {
        Set<Mark> these = Collections.newSetFromMap(new IdentityHashMap<>());
        these.addAll(appended);
        marks.removeIf(these::contains);
    }

    synchronized int size() {
        return marks.size();
    }
}
