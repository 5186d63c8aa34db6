package dev.terrace.gateway.cache.journal;

import dev.terrace.gateway.cache.CacheKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a node knows of the journal: how far it has read, and the newest write of each key that is not settled. Safe for threads. */
public final class JournalIndex {
    private final LongSupplier nanos;
    private final Totals totals = new Totals();
    private volatile List<PartitionIndex> partitions = List.of();
    private volatile boolean rebuilt;

    /** An empty one; the clock is monotonic. */
    public JournalIndex(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Reading begins at these offsets. */
    public void begin(long[] offsets) {
        List<PartitionIndex> made = new ArrayList<>();
        for (int i = 0; i < offsets.length; i++) {
            PartitionIndex one = new PartitionIndex(i, totals, nanos);
            one.begin(offsets[i]);
            made.add(one);
        }
        partitions = List.copyOf(made);
    }

    /** The next entry of a partition. */
    public void heard(int partition, long offset, Journaled entry) {
        partitions.get(partition).heard(offset, entry);
    }

    /** This node's own write was acknowledged. */
    public void own(Place place, Journaled.Write write) {
        partitions.get(place.partition()).own(place.offset(), write);
    }

    /** Everything below has been heard or was settled. */
    public void reached(int partition, long next) {
        partitions.get(partition).reached(next);
    }

    /** What was there at the beginning has been read. */
    public void rebuilt() {
        partitions.forEach(PartitionIndex::rebuilt);
        rebuilt = true;
    }

    /** Whether {@link #rebuilt()} was called. */
    public boolean isRebuilt() {
        return rebuilt;
    }

    /** How many partitions are followed, 0 before reading began. */
    public int count() {
        return partitions.size();
    }

    /** Up to where a partition was read. */
    public long next(int partition) {
        return partitions.get(partition).next();
    }

    /** The newest write of the key, null when it is clean. */
    public @Nullable Unsettled find(CacheKey key) {
        List<PartitionIndex> all = partitions;
        return all.isEmpty()
                ? null
                : all.get(Journal.partition(key, all.size())).find(key);
    }

    /** The number of that node's claim to a partition if it holds, else -1. */
    public long claim(int partition, String node) {
        return partitions.get(partition).claimOf(node);
    }

    /** Caches with dirty keys in a partition. */
    public List<String> dirtyCaches(int partition) {
        return partitions.get(partition).dirtyCaches();
    }

    /** At most {@code most} dirty writes that pass the test, longest waiting first; at most {@code look} are passed over. */
    public List<Unsettled> dirty(int partition, String cache, int most, int look, Predicate<Unsettled> test) {
        return partitions.get(partition).dirty(cache, most, look, test);
    }

    /** Entries below are not needed by anybody; the one there is a claim. */
    public long mayBegin(int partition) {
        return partitions.get(partition).mayBegin();
    }

    /** Entries that could be given back, were the partition claimed once more now. */
    public long behindClaim(int partition) {
        return partitions.get(partition).behindClaim();
    }

    /** The dead letter that a partition's beginning is kept for, if it is one. */
    public @Nullable Unsettled deadFirst(int partition) {
        return partitions.get(partition).deadFirst();
    }

    /** Dead letters of a cache, oldest place first. */
    public List<Unsettled> dead(String cache) {
        return partitions.stream()
                .flatMap(p -> p.dead(cache).stream())
                .sorted(Comparator.comparing((Unsettled one) -> one.place().offset())
                        .thenComparing(one -> one.place().partition()))
                .toList();
    }

    /** Bytes of all that is not settled, about. */
    public long bytes() {
        return totals.bytes();
    }

    /** Dirty keys. */
    public long dirtyKeys() {
        return totals.dirty();
    }

    /** Dead letters. */
    public long deadLetters() {
        return totals.dead();
    }

    /** Dirty keys of a cache. */
    public long dirtyKeys(String cache) {
        return totals.dirty(cache);
    }

    /** Dead letters of a cache. */
    public long deadLetters(String cache) {
        return totals.dead(cache);
    }
}
