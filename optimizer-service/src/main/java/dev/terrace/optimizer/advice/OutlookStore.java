package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Keeps the last outlook of each figure of each cache. */
public interface OutlookStore {
    /** Puts these in the place of those of the same caches and figures. */
    Uni<Void> keep(List<Outlook> outlooks);

    /** Those of a cache, in the order of figures. */
    Uni<List<Outlook>> kept(String cacheName);

    /** Drops those made before. */
    Uni<Void> drop(Instant before);
}
