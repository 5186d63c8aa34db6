package dev.terrace.gateway.catalog;

import java.time.Instant;
import java.util.Map;

/**
 * A version that a configuration had.
 *
 * @param version 1 for the first
 * @param name of the cache
 * @param deleted the configuration was deleted with this version
 * @param actor who made it so
 * @param at UTC
 * @param settings all of them, in the wire's names
 * @param diff against the version before; of the first one against the defaults
 */
public record PastVersion(
        long version,
        String name,
        boolean deleted,
        String actor,
        Instant at,
        Map<String, Object> settings,
        Map<String, Difference.Change> diff) {}
