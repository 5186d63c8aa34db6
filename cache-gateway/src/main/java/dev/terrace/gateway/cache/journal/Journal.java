package dev.terrace.gateway.cache.journal;

import dev.terrace.gateway.cache.CacheKey;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * A durable, partitioned, ordered journal that all gateways share.
 *
 * <p>Promised: an append that was answered survives the death of any process, stands at the offset it was told, and is heard by every
 * follower, present and later, until {@link #trim} passed it; within a partition every follower hears the same entries in the same order;
 * appends of one node to one partition that were begun one after the other stand in that order. Not promised: that an append which failed
 * did not happen; that offsets have no gaps; that only one node believes to have been given a partition.
 */
public interface Journal {
    /** How many partitions there are; fixed for the life of the journal, 0 as long as that is not known. */
    int partitions();

    /** Name of this node in claims, unlike that of any other and of earlier ones. */
    String node();

    /** Appends; completes with the offset. Fails when the journal is away, within its own time limit. */
    Uni<Long> append(int partition, Journaled entry);

    /** Follows from the beginning that is left. Called once, before anything else. */
    void follow(Follower follower);

    /** The offset that the next append would have had when this was asked: everything acknowledged before lies below. */
    Uni<Long> end(int partition);

    /** Entries below the offset are not needed any more. */
    Uni<Void> trim(int partition, long below);

    /** Stops following and lets go of everything. */
    void close();

    /** The partition of a key. */
    static int partition(CacheKey key, int partitions) {
        return Math.floorMod(key.hash(), partitions);
    }

    /** Hears the journal. Calls for one partition come one at a time. */
    interface Follower {
        /** Reading begins at these offsets, partition by partition. Once, before anything else. */
        void begin(long[] offsets);

        /** The next entry. */
        void heard(int partition, long offset, Journaled entry);

        /** Everything below has been heard, or had been trimmed. */
        void reached(int partition, long next);

        /** Everything that was there when following began has been heard. */
        void rebuilt();

        /** These partitions are this node's to flush from now on, and no others. */
        void given(Set<Integer> partitions);
    }
}
