package dev.terrace.monitoring.watch;

import io.smallrye.mutiny.Uni;

/** Which of several nodes evaluates and writes rollups. At most one has it; it may be lost at any time and comes back by itself. */
public interface Leadership {
    /** Whether this node has it now; asks for it when nobody has it. Fails never: a store that is away means no. */
    Uni<Boolean> held();
}
