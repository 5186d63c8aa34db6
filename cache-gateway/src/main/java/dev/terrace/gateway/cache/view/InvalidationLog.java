package dev.terrace.gateway.cache.view;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * An ordered, durable log of marks that all nodes share.
 *
 * <p>Promised: offsets have no gaps within an epoch; an append that was answered is seen by every follower and by every later snapshot
 * until it is retired; a log that lost anything that was appended starts a new epoch. Not promised: that an append which failed did not
 * happen.
 */
public interface InvalidationLog {
    /** Appends in order, all or nothing. Fails when the log is away; bounded by its own time limit. */
    Uni<List<Appended>> append(List<Mark> marks);

    /** Follows from now on: first a snapshot, then every entry. Called once. */
    void follow(Follower follower);

    /** Takes or renews the lease of the one sweeper of this log; false when another node has it. */
    Uni<Boolean> lead();

    /** Entries after an offset, in order. Entries that were retired may be missing. */
    Uni<List<Logged>> read(long after, int max);

    /** Intents whose time is over, with their offsets. */
    Uni<List<Logged>> overdue();

    /** Retires the key marks up to there and appends the {@link Mark.Floor}. */
    Uni<Appended> retire(Mark.Floor floor);

    /** Stops following and lets go of everything. */
    void close();

    /** Hears the log. Calls come one at a time. */
    interface Follower {
        /** At the start, after a gap, and in a new epoch. */
        void loaded(Snapshot snapshot);

        /** The entries that follow without a gap. */
        void applied(List<Logged> entries);

        /** Everything up to the last call was complete when the poll that was sent then was answered (nanoTime). */
        void current(long sentNanos);
    }
}
