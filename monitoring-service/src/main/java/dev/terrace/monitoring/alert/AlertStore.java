package dev.terrace.monitoring.alert;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where alerts are kept. Promised: a save is seen by every later read on any node; of two saves of the same version one wins; there is
 * never more than one open alert of a fingerprint. Not promised: that reads of several alerts are of one moment.
 */
public interface AlertStore {
    /** Those that are open, and those resolved by hand that keep quiet beyond {@code now}. */
    Uni<List<Alert>> watched(Instant now);

    /** The alert of that id. */
    Uni<Optional<Alert>> find(String id);

    /** Stores it if it still is in the version it was read in (0: if there is no open one of its fingerprint); false otherwise. */
    Uni<Boolean> save(Alert alert, Instant at);
}
