package dev.terrace.gateway.writeback;

import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.journal.Journaled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A follower that writes down what it hears, and can be held in the middle of an entry. */
public final class Heard implements Journal.Follower {
    /** An entry where it stands. */
    public record At(int partition, long offset, Journaled entry) {}

    private final List<At> entries = new CopyOnWriteArrayList<>();
    private final List<String> breaches = new CopyOnWriteArrayList<>();
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();
    private volatile @Nullable CountDownLatch hold;
    private volatile boolean held;
    private volatile int heardBeforeRebuilt = -1;
    private volatile List<Long> begins = List.of();
    private volatile Set<Integer> given = Set.of();

    @Override
    public void begin(long[] offsets) {
        if (!begins.isEmpty()) {
            breaches.add("began twice");
        }
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < offsets.length; i++) {
            all.add(offsets[i]);
            next.put(i, offsets[i]);
        }
        begins = List.copyOf(all);
    }

    @Override
    public void heard(int partition, long offset, Journaled entry) {
        CountDownLatch gate = hold;
        if (gate != null) {
            held = true;
            pass(gate);
        }
        if (begins.isEmpty()) {
            breaches.add("heard before it began");
        } else if (offset < next.getOrDefault(partition, 0L)) {
            breaches.add("heard " + partition + "-" + offset + " after " + next);
        }
        next.put(partition, offset + 1);
        entries.add(new At(partition, offset, entry));
    }

    private void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void reached(int partition, long to) {
        next.merge(partition, to, Math::max);
    }

    @Override
    public void rebuilt() {
        heardBeforeRebuilt = entries.size();
    }

    @Override
    public void given(Set<Integer> partitions) {
        given = Set.copyOf(partitions);
    }

    /** From now on it stops in the middle of the next entry, until {@link #go}. */
    public void hold() {
        held = false;
        hold = new CountDownLatch(1);
    }

    /** Whether it has stopped. */
    public boolean isHeld() {
        return held;
    }

    /** Goes on. */
    public void go() {
        CountDownLatch gate = hold;
        hold = null;
        if (gate != null) {
            gate.countDown();
        }
    }

    /** What was heard so far of a partition, in that order. */
    public List<At> of(int partition) {
        return entries.stream().filter(at -> at.partition() == partition).toList();
    }

    /** How much was heard of all partitions. */
    public int count() {
        return entries.size();
    }

    /** Up to where a partition is known, -1 before it began. */
    public long next(int partition) {
        return next.getOrDefault(partition, -1L);
    }

    /** Where reading began, empty before. */
    public List<Long> begins() {
        return begins;
    }

    /** How much had been heard when the past was over, -1 before. */
    public int heardBeforeRebuilt() {
        return heardBeforeRebuilt;
    }

    /** What this node may flush. */
    public Set<Integer> given() {
        return given;
    }

    /** Breaches of the seam's promises. */
    public List<String> breaches() {
        return breaches;
    }
}
