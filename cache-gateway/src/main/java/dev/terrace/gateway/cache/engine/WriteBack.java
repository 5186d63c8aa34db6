package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.engine.EngineParts.Journaling;
import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.journal.JournalIndex;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.cache.journal.Place;
import dev.terrace.gateway.cache.journal.Unsettled;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's side of the journal (docs/adr/0002-write-back.md): appends writes, keeps the index, and knows up to where it has to have
 * read before a load may trust it.
 */
final class WriteBack implements Journal.Follower, Places {
    private static final long AGAIN_MS = 200;

    private final Journal journal;
    private final Journaling settings;
    private final Coherence coherence;
    private final Time time;
    private final JournalIndex index;
    private final ConcurrentHashMap<Integer, Long> noted = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<CacheKey, Integer> wanted = new ConcurrentHashMap<>();
    private final AtomicInteger doubts = new AtomicInteger();
    private final AtomicLong onTheWay = new AtomicLong();
    private volatile Set<Integer> given = Set.of();
    private volatile boolean stopped;

    WriteBack(Journaling settings, Coherence coherence, Time time) {
        this.journal = settings.journal();
        this.settings = settings;
        this.coherence = coherence;
        this.time = time;
        this.index = new JournalIndex(time::nanos);
    }

    void start() {
        coherence.journalled(this);
        journal.follow(this);
    }

    void stop() {
        stopped = true;
        journal.close();
    }

    boolean isStopped() {
        return stopped;
    }

    Journal journal() {
        return journal;
    }

    JournalIndex index() {
        return index;
    }

    Journaling settings() {
        return settings;
    }

    int partition(CacheKey key) {
        return Journal.partition(key, index.count());
    }

    /** Appends a write; it counts here before this completes. Fails with a {@link Full}, or when the journal is away. */
    Uni<Place> append(Journaled.Write write) {
        long weight = Unsettled.weight(write);
        if (!index.isRebuilt()) {
            return Uni.createFrom().failure(new IllegalStateException("the journal has not been read yet"));
        }
        if (index.bytes() + onTheWay.addAndGet(weight) > settings.maxBytes()) {
            onTheWay.addAndGet(-weight);
            return Uni.createFrom().failure(new Full());
        }
        int partition = partition(write.key());
        return journal.append(partition, write)
                .map(offset -> new Place(partition, offset))
                .invoke(place -> index.own(place, write))
                .onTermination()
                .invoke(() -> onTheWay.addAndGet(-weight));
    }

    /** Bytes of all that is not settled, and of what is on its way. */
    long bytes() {
        return index.bytes() + onTheWay.get();
    }

    @Override
    public void note(Mark mark) {
        if (mark instanceof Mark.Key key && key.place() > 0) {
            Place place = Place.of(key.place());
            noted.merge(place.partition(), place.offset() + 1, Math::max);
        }
    }

    /** Until the end of the journal is known, no load may trust the index. */
    @Override
    public void missed() {
        doubts.incrementAndGet();
        resolve();
    }

    private void resolve() {
        if (stopped) {
            return;
        }
        if (!index.isRebuilt()) {
            time.after(AGAIN_MS, this::resolve);
            return;
        }
        List<Uni<Void>> ends = new ArrayList<>();
        for (int i = 0; i < index.count(); i++) {
            int partition = i;
            ends.add(journal.end(i)
                    .invoke(end -> noted.merge(partition, end, Math::max))
                    .replaceWithVoid());
        }
        Uni.join()
                .all(ends)
                .andFailFast()
                .subscribe()
                .with(done -> doubts.decrementAndGet(), failure -> time.after(AGAIN_MS, this::resolve));
    }

    /** Whether the index knows of every write of the key whose mark this node knows. */
    boolean trusted(CacheKey key) {
        if (!index.isRebuilt() || doubts.get() > 0) {
            return false;
        }
        int partition = partition(key);
        long wantedNext = noted.getOrDefault(partition, 0L);
        if (index.next(partition) >= wantedNext) {
            return true;
        }
        Unsettled found = index.find(key);
        return found != null && found.place().offset() + 1 >= wantedNext;
    }

    /** Completes with false when that does not come true in time. */
    Uni<Boolean> trusted(CacheKey key, long withinMs) {
        return until(() -> trusted(key), withinMs);
    }

    /** Completes when this node has read everything that was acknowledged for the partition of the key before this was called. */
    Uni<Boolean> caughtUp(CacheKey key, long withinMs) {
        return until(index::isRebuilt, withinMs)
                .flatMap(rebuilt -> rebuilt
                        ? caughtUp(partition(key), withinMs)
                        : Uni.createFrom().item(false));
    }

    Uni<Boolean> caughtUp(int partition, long withinMs) {
        return journal.end(partition)
                .flatMap(end -> until(() -> index.next(partition) >= end, withinMs))
                .onFailure()
                .recoverWithItem(false);
    }

    /** Completes with whether the key became clean in time; its flush does not linger meanwhile. */
    Uni<Boolean> clean(CacheKey key, long withinMs) {
        wanted.merge(key, 1, Integer::sum);
        return until(() -> index.find(key) == null, withinMs)
                .onTermination()
                .invoke(() -> wanted.computeIfPresent(key, (k, n) -> n > 1 ? n - 1 : null));
    }

    /** Whether someone waits for the key to be clean. */
    boolean wanted(CacheKey key) {
        return !wanted.isEmpty() && wanted.containsKey(key);
    }

    Uni<Boolean> until(BooleanSupplier condition, long withinMs) {
        return coherence
                .until(() -> stopped || condition.getAsBoolean(), withinMs)
                .map(met -> met && !stopped);
    }

    @Override
    public void begin(long[] offsets) {
        index.begin(offsets);
    }

    @Override
    public void heard(int partition, long offset, Journaled entry) {
        index.heard(partition, offset, entry);
    }

    @Override
    public void reached(int partition, long next) {
        index.reached(partition, next);
    }

    @Override
    public void rebuilt() {
        index.rebuilt();
    }

    @Override
    public void given(Set<Integer> partitions) {
        given = Set.copyOf(partitions);
    }

    /** Partitions that the group gave to this node. */
    Set<Integer> given() {
        return given;
    }

    /** The number of this node's claim to a partition that it was given, -1 without one. */
    long claim(int partition) {
        return given.contains(partition) ? index.claim(partition, journal.node()) : -1;
    }

    /** What is in the index of a key. */
    @Nullable
    Unsettled find(CacheKey key) {
        return index.find(key);
    }

    /** More is not settled than this node takes. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full() {
            super("too much waits to be flushed", null, false, false);
        }
    }
}
