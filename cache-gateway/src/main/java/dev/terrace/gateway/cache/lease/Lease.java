package dev.terrace.gateway.cache.lease;

import dev.terrace.gateway.cache.CacheKey;
import io.smallrye.mutiny.Uni;
import java.util.function.Consumer;

/**
 * Leases on keys, shared by all nodes: which one of them loads.
 *
 * <p>Promised: of those who ask within the length of a lease that was not released one has it, unless a mark that
 * covers the key, or may, was appended since (then the next who asks has it, and what the first brings is not kept); a lease that is neither renewed nor released
 * ends by itself; numbers rise within an epoch; the position of a {@link Taken.Won} is the log's last at the moment the lease was given; a
 * release is announced to every node that was refused the lease meanwhile, if it listens and can be reached; for {@link #REMEMBERED_MS}
 * after a release the next winner is told that there was one.
 *
 * <p>Not promised: that a holder which was stopped longer than the lease's length is the only one; that an announcement arrives, or arrives
 * after the answer to {@link #take}. Nothing here fails: what cannot be reached is a result. Completions may come on any thread.
 */
public interface Lease {
    /** How long a released lease is remembered, milliseconds. */
    long REMEMBERED_MS = 2000;

    /** Asks for the lease of a key. */
    Uni<Taken> take(CacheKey key, long lengthMs);

    /** Keeps it for that long from now; false when it is no longer this holder's, or nobody can tell. */
    Uni<Boolean> renew(Taken.Won held, long lengthMs);

    /** Ends it, and tells those who wait. Does nothing when it is no longer this holder's. */
    Uni<Void> release(Taken.Won held, Announcement.Outcome outcome);

    /** Who is to hear of releases, of all caches. Called once, before the first {@link #take}; it must not block. */
    void listen(Consumer<Announcement> listener);

    /** Lets go of everything; leases that are held run out. */
    void close();
}
