package dev.terrace.optimizer.ingest;

import dev.terrace.events.Configured;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The present configuration of each cache, as the compacted topic tells it. */
public final class Catalog {
    private final Map<String, Configured> configured = new ConcurrentHashMap<>();

    /** Takes note; an older version than the one known changes nothing. Returns true when the cache is gone. */
    boolean note(Configured event) {
        if (event.deleted()) {
            configured.remove(event.cacheName());
            return true;
        }
        configured.merge(event.cacheName(), event, (known, news) -> news.at().isBefore(known.at()) ? known : news);
        return false;
    }

    /** Names of the caches there are. */
    public Set<String> names() {
        return Set.copyOf(configured.keySet());
    }

    /** Bound of the memory tier in MiB, 0 when there is no memory tier; empty when the cache is not known. */
    Optional<Double> memoryMaxMb(String cacheName) {
        Configured known = configured.get(cacheName);
        if (known == null || !(known.configuration().get("memory_max_mb") instanceof Number bound)) {
            return Optional.empty();
        }
        return Optional.of(bound.doubleValue());
    }
}
