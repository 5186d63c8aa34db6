package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Recommendations on record. Promised: at most one open recommendation a cache and kind; {@code move} is atomic. */
public interface AdviceStore {
    /** The one of that id. */
    Uni<Optional<Advice>> find(String id);

    /** The latest of a cache and kind in whatever state. */
    Uni<Optional<Advice>> latest(String cacheName, String kind);

    /** Proposed ones of a cache. */
    Uni<List<Advice>> proposed(String cacheName);

    /** Adds it; false when there is an open one of its cache and kind already. */
    Uni<Boolean> add(Advice advice);

    /** Replaces it if it still is in that state; false when it is not. */
    Uni<Boolean> replace(Status expected, Advice advice);
}
