package dev.terrace.gateway.cache;

import java.util.List;

/** Which caches depend on a cache. */
@FunctionalInterface
public interface Dependents {
    /** Those of that cache, as this node knows its configuration; none for an unknown one. Cheap. */
    List<Dependent> of(String cacheName);
}
