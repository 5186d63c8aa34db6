package dev.terrace.optimizer.ingest;

import dev.terrace.events.AccessSample;
import dev.terrace.events.CacheWindow;
import dev.terrace.optimizer.advice.CacheFacts;
import dev.terrace.optimizer.analysis.curve.AccessProfile;
import dev.terrace.optimizer.analysis.curve.MissRatioCurve;
import dev.terrace.optimizer.analysis.simulate.PolicyCurves;
import dev.terrace.optimizer.analysis.ttl.TtlCurve;
import dev.terrace.optimizer.history.Minute;
import dev.terrace.optimizer.history.Progress;
import dev.terrace.optimizer.history.SavedProfile;
import dev.terrace.optimizer.history.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was taken in of the partitions that are ours, and how far they were read. Everything happens under one lock, so that a snapshot
 * holds exactly what the offsets in it stand for. Work under the lock is some milliseconds at most.
 */
public final class Books {
    private static final class Reading {
        long saved;
        long next;
        /** Keeps what was read before the partition was last taken from us apart from what is read after. */
        boolean moved;
    }

    private final int maxCaches;
    private final Map<Partition, Reading> readings = new HashMap<>();
    private final Map<String, CacheState> caches = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private Map<Minute.Key, Minute> minutes = new HashMap<>();

    /** Keeps profiles of at most so many caches. */
    public Books(int maxCaches) {
        this.maxCaches = maxCaches;
    }

    /** A partition becomes ours; {@code next} is where to go on, -1 when it was never read. */
    synchronized void open(Partition partition, long next, List<SavedProfile> profiles) {
        Reading reading = new Reading();
        reading.saved = next;
        reading.next = next;
        readings.put(partition, reading);
        for (SavedProfile saved : profiles) {
            try {
                caches.put(saved.cacheName(), new CacheState(saved));
            } catch (IllegalArgumentException unreadable) {
                caches.put(saved.cacheName(), new CacheState(saved.part()));
            }
        }
    }

    /** A partition is no longer ours. */
    synchronized void close(Partition partition, boolean profiles) {
        readings.remove(partition);
        if (profiles) {
            caches.values().removeIf(state -> state.part == partition.part());
        }
    }

    /** Whether a record is to be taken in: the partition is ours and the record is new. */
    synchronized boolean begin(Partition partition, long offset) {
        Reading reading = readings.get(partition);
        if (reading == null || offset < reading.next) {
            return false;
        }
        reading.next = offset + 1;
        reading.moved = true;
        return true;
    }

    /** Takes a sample in; empty when there are too many caches. */
    synchronized Optional<CacheState.Taken> take(int part, AccessSample sample) {
        CacheState state = caches.get(sample.cacheName());
        if (state == null) {
            if (caches.size() >= maxCaches) {
                return Optional.empty();
            }
            state = new CacheState(part);
            caches.put(sample.cacheName(), state);
            forgotten.remove(sample.cacheName());
        }
        return Optional.of(state.take(sample));
    }

    /** Takes a window in. */
    synchronized void take(CacheWindow window) {
        long minute = Math.floorDiv(window.start().getEpochSecond(), 60L);
        minute(new Minute.Key(window.cacheName(), "", minute)).add(window);
        for (CacheWindow.TierWindow tier : window.tiers()) {
            minute(new Minute.Key(window.cacheName(), tier.tier(), minute)).add(window.node(), window.seconds(), tier);
        }
    }

    private Minute minute(Minute.Key key) {
        return minutes.computeIfAbsent(key, k -> new Minute());
    }

    /** The cache was removed at that time: what is known of its accesses goes, unless a new one of that name was used since. */
    synchronized void forget(String cacheName, Instant at) {
        CacheState state = caches.get(cacheName);
        if (state != null && state.profile.lastMillis() <= at.toEpochMilli()) {
            caches.remove(cacheName);
            forgotten.add(cacheName);
        }
    }

    /** What the accesses of a cache say; empty when it is not among ours. */
    synchronized Optional<CacheFacts.Accesses> accesses(String cacheName) {
        CacheState state = caches.get(cacheName);
        return state == null
                ? Optional.empty()
                : Optional.ofNullable(accesses(state.profile, state.simulations.curves(), state.lives.curve()));
    }

    static CacheFacts.@Nullable Accesses accesses(
            AccessProfile profile, PolicyCurves policies, @Nullable TtlCurve lives) {
        MissRatioCurve curve = profile.curve();
        if (curve == null) {
            return null;
        }
        return new CacheFacts.Accesses(
                curve,
                profile.reads(),
                profile.sampledReads(),
                profile.keys(),
                profile.rate(),
                profile.meanBytes(),
                policies.anchored(curve::at),
                lives);
    }

    /** Caches with a profile here. */
    synchronized Set<String> names() {
        return Set.copyOf(caches.keySet());
    }

    /** All that changed since the last one. */
    synchronized Snapshot snapshot() {
        List<Progress> progress = new ArrayList<>();
        readings.forEach((partition, reading) -> {
            if (reading.moved) {
                progress.add(new Progress(partition.topic(), partition.part(), reading.saved, reading.next));
            }
        });
        List<SavedProfile> profiles = new ArrayList<>();
        caches.forEach((name, state) -> {
            if (state.changed) {
                profiles.add(state.saved(name));
                state.changed = false;
            }
        });
        Snapshot snapshot = new Snapshot(progress, profiles, List.copyOf(forgotten), minutes);
        forgotten.clear();
        minutes = new HashMap<>();
        return snapshot;
    }

    /** The snapshot is on record. */
    synchronized void written(Snapshot snapshot) {
        for (Progress progress : snapshot.progress()) {
            Reading reading = readings.get(new Partition(progress.topic(), progress.part()));
            if (reading != null) {
                reading.saved = progress.next();
                reading.moved = reading.next != reading.saved;
            }
        }
    }

    /** The snapshot could not be written: what was in it goes into the next one. */
    synchronized void unwritten(Snapshot snapshot) {
        for (SavedProfile profile : snapshot.profiles()) {
            CacheState state = caches.get(profile.cacheName());
            if (state != null) {
                state.changed = true;
            }
        }
        forgotten.addAll(snapshot.forgotten());
        snapshot.minutes().forEach((key, minute) -> minute(key).add(minute));
    }
}
