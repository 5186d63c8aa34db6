package dev.terrace.gateway.coherence;

import io.smallrye.mutiny.Uni;

/** Remembers the epoch of each log, durably and apart from the log. Failures are failed Unis. */
public interface EpochStore {
    /** The newest epoch of that log, 0 when there was none. */
    Uni<Long> current(int log);

    /** Goes from one epoch to a later one; false when another node was faster. */
    Uni<Boolean> advance(int log, long from, long to);
}
