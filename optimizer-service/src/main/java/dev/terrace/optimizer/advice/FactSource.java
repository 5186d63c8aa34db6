package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Where facts come from. What is known of a cache may be some seconds old. */
public interface FactSource {
    /** Caches that are configured or were seen, in order of their names. */
    Uni<List<String>> caches();

    /** What is known; of a cache that was never seen, nothing but its name and configuration. */
    Uni<CacheFacts> facts(String cacheName, Duration span);
}
