package dev.terrace.gateway.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache's configuration as the engine needs it, validated. Durations in milliseconds, sizes in bytes.
 *
 * @param name the cache
 * @param tiers fastest first, at least one
 * @param strategy how writes go
 * @param ttlMs time to live of an entry that brings none
 * @param maxBytes bound of each tier that can be bounded, the memory tier excepted
 * @param memoryMaxBytes bound of the memory tier of a node
 * @param maxValueBytes largest value taken that is held
 * @param maxLargeBytes largest body taken as a large value, kept apart; 0 when the cache takes none
 * @param compression whether large values are compressed in shared tiers
 * @param encryption whether values are sealed in every tier but memory
 * @param strict consistency: false is relaxed
 * @param staleWhileRevalidateMs how long a stale entry is served while it is loaded anew
 * @param staleIfErrorMs how long a stale entry is served when nothing better can be had
 * @param negativeTtlMs how long "there is no such thing" is kept, 0 for not at all
 * @param ttlJitterPercent TTLs are shortened by up to that, by key hash
 * @param origin system of record, null without one
 * @param version of the configuration
 */
public record CacheSpec(
        String name,
        List<TierName> tiers,
        Strategy strategy,
        long ttlMs,
        long maxBytes,
        long memoryMaxBytes,
        int maxValueBytes,
        long maxLargeBytes,
        boolean compression,
        boolean encryption,
        boolean strict,
        long staleWhileRevalidateMs,
        long staleIfErrorMs,
        long negativeTtlMs,
        int ttlJitterPercent,
        @Nullable OriginSpec origin,
        long version) {

    /** A cache whose values are not sealed and that takes no large ones. */
    public CacheSpec(
            String name,
            List<TierName> tiers,
            Strategy strategy,
            long ttlMs,
            long maxBytes,
            long memoryMaxBytes,
            int maxValueBytes,
            boolean compression,
            boolean strict,
            long staleWhileRevalidateMs,
            long staleIfErrorMs,
            long negativeTtlMs,
            int ttlJitterPercent,
            @Nullable OriginSpec origin,
            long version) {
        this(
                name,
                tiers,
                strategy,
                ttlMs,
                maxBytes,
                memoryMaxBytes,
                maxValueBytes,
                0,
                compression,
                false,
                strict,
                staleWhileRevalidateMs,
                staleIfErrorMs,
                negativeTtlMs,
                ttlJitterPercent,
                origin,
                version);
    }

    /** The same cache, its values sealed. */
    public CacheSpec sealed() {
        return new CacheSpec(
                name,
                tiers,
                strategy,
                ttlMs,
                maxBytes,
                memoryMaxBytes,
                maxValueBytes,
                0,
                compression,
                true,
                strict,
                staleWhileRevalidateMs,
                staleIfErrorMs,
                negativeTtlMs,
                ttlJitterPercent,
                origin,
                version);
    }

    /** How writes go. */
    public enum Strategy {
        CACHE_ASIDE,
        WRITE_THROUGH,
        WRITE_BACK,
        WRITE_AROUND
    }

    /** Where misses go and writes land. */
    public sealed interface OriginSpec {
        /** Whether writes and deletes go there. */
        boolean writable();
    }

    /**
     * An HTTP origin.
     *
     * @param urlTemplate with {@code {key}}, which fills one percent-encoded segment
     * @param softTimeoutMs after which a stale entry is served instead
     * @param hardTimeoutMs after which the load has failed
     * @param writable PUT and DELETE are allowed
     * @param conditional it honours If-Match
     * @param honourHeaders its Cache-Control counts
     */
    public record HttpOriginSpec(
            String urlTemplate,
            long softTimeoutMs,
            long hardTimeoutMs,
            boolean writable,
            boolean conditional,
            boolean honourHeaders)
            implements OriginSpec {}

    /**
     * A table of a named data source, a row a key.
     *
     * @param datasource its name
     * @param table with or without its schema
     * @param keyColumn holds the key; unique where writes go
     * @param column holds the value; null when {@code columns} do
     * @param columns fields of the value, a JSON object; empty when {@code column} is the value
     * @param versionColumn counts the row's writes, null without one
     * @param softTimeoutMs after which a stale entry is served instead
     * @param hardTimeoutMs after which a call has failed
     * @param writable rows may be written and deleted
     */
    public record DatabaseOriginSpec(
            String datasource,
            String table,
            String keyColumn,
            @Nullable String column,
            List<String> columns,
            @Nullable String versionColumn,
            long softTimeoutMs,
            long hardTimeoutMs,
            boolean writable)
            implements OriginSpec {}
}
