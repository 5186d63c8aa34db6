package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cache as its callers see it. Every call returns at once; nothing blocks the event loop. */
public interface CacheHandle {
    /** Its configuration. */
    CacheSpec spec();

    /**
     * What memory holds of the key and may answer now; null when {@link #read} has to look. Only an answer is counted: the path of a hit
     * is worth a call without a subscription.
     */
    @Nullable
    ReadResult atHand(String key, ReadOptions options);

    /** Reads a key. A hit in memory completes before this returns. */
    Uni<ReadResult> read(String key, ReadOptions options);

    /**
     * Reads many, one round trip a tier; results in the order asked.
     *
     * @param noEarlierThan what the answers must have seen; when this node does not see it in time, all fail with
     *     {@link Refusal#POSITION_NOT_REACHED}
     */
    Uni<List<ReadResult>> readAll(List<String> keys, @Nullable Position noEarlierThan);

    /** Writes a key as the strategy says. */
    Uni<WriteResult> write(String key, NewValue value, Condition condition);

    /**
     * Deletes the record; with {@code copiesOnly}, or a read-only origin, invalidates the copies.
     */
    Uni<WriteResult> delete(String key, Condition condition, boolean copiesOnly);

    /** Counts a key; {@link WriteResult.Done#count} is what it came to. */
    Uni<WriteResult> increment(String key, Increment increment);

    /**
     * Acknowledged when no node that sees the position serves what it covers. Fails with {@link UnavailableException} when the log of a
     * strict cache, or the record tier that has to delete, is away.
     */
    Uni<InvalidationResult> invalidate(Selector selector, String reason);

    /** What an invalidation would cover, without doing it. */
    Uni<InvalidationResult> estimate(Selector selector);

    /**
     * The next page of the keys it holds, a bounded amount of work each; may be short or empty and not the last. Fails with an
     * {@link IllegalArgumentException} for a cursor that is none of this list.
     *
     * @param prefix with which keys begin, may be empty
     * @param cursor of the page before, empty from the start
     */
    default Uni<KeyPage> browse(String prefix, String cursor, int limit) {
        return Uni.createFrom().item(new KeyPage(List.of(), null, List.of()));
    }

    /** Filling it without reading it. */
    default Filling filling() {
        return Filling.NONE;
    }

    /** Where bodies go that are too large to be held; null when this cache takes none. */
    default @Nullable Blobs blobs() {
        return null;
    }

    /** Its tiers now, fastest first. */
    List<TierState> tiers();

    /** What was acknowledged and is not carried out yet. */
    default Backlog backlog() {
        return Backlog.NONE;
    }

    /** Tries each tier and the origin: a round trip with a key of its own that leaves nothing. */
    Uni<List<Probe>> probe();

    /**
     * How a tier or the origin answered a probe.
     *
     * @param target a tier's wire name, or {@code origin}
     * @param ok it works
     * @param micros round trip
     * @param detail version or error, for people
     */
    record Probe(String target, boolean ok, long micros, String detail) {}
}
