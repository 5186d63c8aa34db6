package dev.terrace.gateway.writeback.local;

import dev.terrace.gateway.cache.journal.Journaled;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of a {@link LocalJournal}, and who was given which partition. */
public final class JournalStore {
    private final List<Partition> partitions = new ArrayList<>();
    private final Set<LocalJournal> nodes = new LinkedHashSet<>();

    private static final class Partition {
        final TreeMap<Long, Journaled> entries = new TreeMap<>();
        long end;
        long first;

        @Nullable
        LocalJournal owner;
    }

    /** An entry at its offset. */
    record Stored(long offset, Journaled entry) {}

    /** An empty one. */
    public JournalStore(int partitions) {
        for (int i = 0; i < partitions; i++) {
            this.partitions.add(new Partition());
        }
    }

    int count() {
        return partitions.size();
    }

    /** Gives a partition to a node; the one before it is told when it next hears anything. */
    public void give(int partition, LocalJournal node) {
        synchronized (this) {
            partitions.get(partition).owner = node;
        }
        wake();
    }

    /** Entries that a partition keeps. */
    public synchronized int kept(int partition) {
        return partitions.get(partition).entries.size();
    }

    synchronized void join(LocalJournal node) {
        nodes.add(node);
    }

    void leave(LocalJournal node) {
        synchronized (this) {
            nodes.remove(node);
        }
        wake();
    }

    long append(int partition, Journaled entry) {
        long offset;
        synchronized (this) {
            Partition at = partitions.get(partition);
            offset = at.end++;
            at.entries.put(offset, entry);
        }
        wake();
        return offset;
    }

    private void wake() {
        List<LocalJournal> told;
        synchronized (this) {
            told = List.copyOf(nodes);
        }
        told.forEach(LocalJournal::wake);
    }

    synchronized long end(int partition) {
        return partitions.get(partition).end;
    }

    synchronized long[] begins() {
        return partitions.stream().mapToLong(p -> p.first).toArray();
    }

    synchronized long first(int partition) {
        return partitions.get(partition).first;
    }

    synchronized @Nullable Stored next(int partition, long from) {
        var entry = partitions.get(partition).entries.ceilingEntry(from);
        return entry == null ? null : new Stored(entry.getKey(), entry.getValue());
    }

    synchronized void trim(int partition, long below) {
        Partition at = partitions.get(partition);
        long to = Math.min(below, at.end);
        at.entries.headMap(to).clear();
        at.first = Math.max(at.first, to);
    }

    synchronized Set<Integer> givenTo(LocalJournal node) {
        Set<Integer> given = new LinkedHashSet<>();
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).owner == node) {
                given.add(i);
            }
        }
        return given;
    }
}
