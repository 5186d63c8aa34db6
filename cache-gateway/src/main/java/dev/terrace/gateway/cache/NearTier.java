package dev.terrace.gateway.cache;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A tier in this process: answers at once, and lets the marks be checked while an entry goes in. */
public interface NearTier extends CacheTier {
    /** The entry, or null. Its validity is the caller's to decide. */
    @Nullable
    Entry peek(CacheKey key);

    /**
     * Stores unless a newer entry is there. {@code gate} is asked while nobody else can change this key: what is published before
     * {@link #drop} is called is either seen by the gate or followed by the drop.
     */
    Stored put(CacheKey key, Entry entry, Predicate<Entry> gate);

    /** The entry found has been checked up to a later position. */
    void raise(CacheKey key, Entry found, Position checked);

    /** The entry found is this one by now; nothing happens when another is there. */
    void replace(CacheKey key, Entry found, Entry with);

    /** Removes what has that hash. */
    void drop(long hash);

    /** Removes all that the predicate does not want to keep. Takes time in proportion to what is there. */
    void sweep(BiPredicate<CacheKey, Entry> keep);

    /** How many the predicate wants. Takes time in proportion to what is there. */
    long count(BiPredicate<CacheKey, Entry> wanted);

    /** Keys it holds, the most useful first; none where that is not known. Takes time in proportion to {@code most}. */
    default List<CacheKey> hottest(int most) {
        return List.of();
    }

    /**
     * From now on only these are never evicted for want of space, the first ones first, as far as a hundredth of the bound reaches; that part
     * is taken from the bound of the others. What is not there now is not kept. Not promised where eviction cannot be told.
     */
    default Kept keep(List<CacheKey> keys) {
        return Kept.NOTHING;
    }

    /** Changes the bound; what is above it goes. */
    void resize(long maxBytes);
}
