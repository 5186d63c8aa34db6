package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Keeps the last findings of each cache. */
public interface FindingStore {
    /** Puts these in the place of those of the same cache. */
    Uni<Void> keep(Findings findings);

    /** Those of a cache, empty before the first. */
    Uni<Optional<Findings>> kept(String cacheName);

    /** Drops those made before. */
    Uni<Void> drop(Instant before);
}
