package dev.terrace.gateway.coherence.local;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log's state and order. Its entries are bounded: what is older can be had as a snapshot of the marks only.
 */
public final class LocalLog {
    private final int keepEntries;
    private final int keepMarks;
    private final ArrayDeque<Logged> entries = new ArrayDeque<>();
    private final List<Runnable> followers = new ArrayList<>();
    private MarkTable marks;
    private @Nullable Object leader;
    private long epoch = 1;
    private long last;

    /**
     * An empty log.
     *
     * @param keepEntries entries kept for followers at most
     * @param keepMarks key marks kept at most
     */
    public LocalLog(int keepEntries, int keepMarks) {
        this.keepEntries = keepEntries;
        this.keepMarks = keepMarks;
        this.marks = new MarkTable();
    }

    synchronized void onAppend(Runnable follower) {
        followers.add(follower);
    }

    synchronized void gone(Runnable follower) {
        followers.remove(follower);
        leader = leader == follower ? null : leader;
    }

    synchronized boolean lead(Runnable follower) {
        leader = leader == null ? follower : leader;
        return leader == follower;
    }

    List<Appended> append(List<Mark> appended, long nowNanos) {
        List<Appended> answers = new ArrayList<>();
        List<Runnable> told;
        synchronized (this) {
            for (Mark given : appended) {
                Mark mark = given instanceof Mark.Key key ? key.in(epoch) : given;
                boolean others = marks.othersSince(mark);
                long wide = marks.newestWide(mark.cache());
                put(mark, nowNanos);
                answers.add(new Appended(new Position(epoch, last), others, wide));
            }
            if (marks.keyCount() > keepMarks) {
                put(new Mark.Base(marks.dropOldestKeys(keepMarks / 10)), nowNanos);
            }
            told = List.copyOf(followers);
        }
        told.forEach(Runnable::run);
        return answers;
    }

    private void put(Mark mark, long nowNanos) {
        last++;
        entries.add(new Logged(last, marks.put(last, mark, nowNanos)));
        if (entries.size() > keepEntries) {
            entries.removeFirst();
        }
    }

    /** Everything that was known is gone; a new epoch begins. */
    public void lose() {
        List<Runnable> told;
        synchronized (this) {
            epoch++;
            last = 0;
            entries.clear();
            marks = new MarkTable();
            told = List.copyOf(followers);
        }
        told.forEach(Runnable::run);
    }

    synchronized Position position() {
        return new Position(epoch, last);
    }

    synchronized long newest(String cache, long hash) {
        return marks.newest(cache, hash);
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(position(), marks.all());
    }

    /** Entries after an offset; null when some of them are not there any more, or are of another epoch. */
    synchronized @Nullable List<Logged> after(Position position, int max) {
        long first = entries.isEmpty() ? last + 1 : entries.peekFirst().offset();
        if (position.epoch() != epoch || position.offset() + 1 < first) {
            return null;
        }
        return read(position.offset(), max);
    }

    synchronized List<Logged> read(long after, int max) {
        return entries.stream().filter(e -> e.offset() > after).limit(max).toList();
    }

    synchronized List<Logged> overdue(long nowNanos) {
        return marks.overdue(nowNanos);
    }
}
