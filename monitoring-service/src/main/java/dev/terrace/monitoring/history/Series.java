package dev.terrace.monitoring.history;

import dev.terrace.events.CacheWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A cache's seconds in a ring, and which rollups they have changed. Guarded by {@link Recent}. */
final class Series {
    private final @Nullable Slot[] ring;
    private final Map<Resolution, TreeSet<Long>> changed = new EnumMap<>(Resolution.class);
    private long since;
    private long latest;

    Series(int seconds, long since) {
        this.ring = new Slot[seconds];
        this.since = since;
        this.latest = since;
        for (Resolution resolution : Resolution.values()) {
            changed.put(resolution, new TreeSet<>());
        }
    }

    boolean add(CacheWindow window, long second, int length) {
        if (!slot(second).add(window)) {
            return false;
        }
        for (long covered = second; covered < second + length; covered++) {
            slot(covered);
            for (Resolution resolution : Resolution.values()) {
                mark(resolution, resolution.bucketOf(covered));
            }
        }
        since = Math.min(since, second);
        latest = Math.max(latest, second + length - 1);
        return true;
    }

    private Slot slot(long second) {
        int at = (int) Math.floorMod(second, (long) ring.length);
        Slot slot = ring[at];
        if (slot == null || slot.second < second) {
            slot = new Slot(second);
            ring[at] = slot;
        }
        return slot;
    }

    Optional<Aggregate> over(long from, long to) {
        Slot.Sum sum = new Slot.Sum();
        for (long second = Math.max(from, latest - ring.length + 1); second < Math.min(to, latest + 1); second++) {
            Slot slot = ring[(int) Math.floorMod(second, (long) ring.length)];
            if (slot != null && slot.second == second) {
                sum.add(slot);
            }
        }
        return sum.isGap() ? Optional.empty() : Optional.of(sum.result());
    }

    long since() {
        return since;
    }

    long latest() {
        return latest;
    }

    void mark(Resolution resolution, long start) {
        buckets(resolution).add(start);
    }

    List<Long> takeChanged(Resolution resolution, long oldest, long until) {
        TreeSet<Long> all = buckets(resolution);
        all.headSet(oldest, false).clear();
        var closed = all.headSet(until - resolution.seconds(), true);
        List<Long> taken = new ArrayList<>(closed);
        closed.clear();
        return taken;
    }

    private TreeSet<Long> buckets(Resolution resolution) {
        return java.util.Objects.requireNonNull(changed.get(resolution));
    }
}
