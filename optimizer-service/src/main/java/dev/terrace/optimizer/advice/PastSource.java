package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where series come from. */
public interface PastSource {
    /** Begin of the first minute on record of a cache, empty without any. */
    Uni<Optional<Instant>> since(String cacheName);

    /**
     * The last span before a time in steps; both ends are rounded down to whole steps, so that none is half measured. A step of which less
     * than half was measured is a gap.
     */
    Uni<Past> past(String cacheName, Instant until, Duration span, Duration step);
}
