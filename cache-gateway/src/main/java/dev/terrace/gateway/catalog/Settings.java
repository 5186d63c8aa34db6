package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.terrace.gateway.cache.Dependent;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may set of a cache, in the wire's terms and names: durations in seconds, sizes in MiB or KiB as their names say. Bounds
 * and meaning stand in {@link Validation}; {@link #DEFAULTS} are the values of a field that nobody set.
 *
 * @param origin system of record, null without one
 */
public record Settings(
        @Nullable String name,
        String cacheType,
        List<String> tiers,
        String strategy,
        long ttlSeconds,
        BigDecimal maxSizeMb,
        BigDecimal memoryMaxMb,
        String evictionPolicy,
        int maxValueKb,
        boolean compressionEnabled,
        boolean encryptionEnabled,
        boolean isActive,
        int priority,
        String consistency,
        long staleWhileRevalidateSeconds,
        long staleIfErrorSeconds,
        long negativeTtlSeconds,
        int ttlJitterPercent,
        String ack,
        Quotas quotas,
        List<Invalidates> invalidates,
        List<Object> cdnMapping,
        Slo slo,
        AutoOptimize autoOptimize,
        @Nullable Origin origin) {

    /** The values of fields that nobody set. */
    public static final Settings DEFAULTS = new Settings(
            null,
            "multi_level",
            List.of("memory", "redis"),
            "cache_aside",
            3600,
            BigDecimal.valueOf(500),
            BigDecimal.valueOf(64),
            "w_tinylfu",
            16384,
            true,
            false,
            true,
            1,
            "relaxed",
            0,
            0,
            0,
            10,
            "log",
            new Quotas(null, null),
            List.of(),
            List.of(),
            new Slo(BigDecimal.valueOf(0.8), BigDecimal.valueOf(50)),
            new AutoOptimize(false, 50, null, "automatic"),
            null);

    /**
     * An origin of type {@code http} or {@code database}; what belongs to the other type is null.
     *
     * @param urlTemplate with {@code {key}}, which fills one percent-encoded segment
     * @param softTimeoutMs after which a stale entry is served instead
     * @param hardTimeoutMs after which the load has failed
     * @param ordering what is promised of the order of writes: strict or best_effort
     * @param datasource name of a data source of the gateway
     * @param table with or without its schema
     * @param keyColumn holds the key
     * @param value what holds the value
     * @param versionColumn counts the row's writes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Origin(
            String type,
            @Nullable String urlTemplate,
            long softTimeoutMs,
            long hardTimeoutMs,
            boolean writable,
            boolean conditional,
            String ordering,
            @Nullable Boolean honourHeaders,
            @Nullable String datasource,
            @Nullable String table,
            @Nullable String keyColumn,
            @Nullable Value value,
            @Nullable String versionColumn) {
        /** The type with tables. */
        static final String DATABASE = "database";

        /** The values of fields that nobody set. */
        public static final Origin DEFAULTS =
                new Origin("http", "", 200, 2000, false, false, "strict", false, null, null, null, null, null);

        /** The same of a database. */
        static final Origin TABLE =
                new Origin(DATABASE, null, 200, 2000, false, true, "strict", null, null, null, null, null, null);
    }

    /** One column that is the value, or columns that are the fields of a JSON object. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Value(@Nullable String column, @Nullable List<String> columns) {}

    /** What else is invalidated with something of this cache; {@link Dependent} says what the fields mean. */
    public record Invalidates(
            String cacheName,
            List<String> keys,
            List<String> tags,
            @Nullable String pattern,
            boolean all) {
        /** Lists that are not there are empty. */
        public Invalidates {
            keys = keys == null ? List.of() : keys;
            tags = tags == null ? List.of() : tags;
        }

        Dependent dependent() {
            return new Dependent(cacheName, keys, tags, pattern, all);
        }
    }

    /** Bounds on use; null for none. */
    public record Quotas(
            @Nullable Long operationsPerSecond, @Nullable Long bytes) {}

    /** What is expected of the cache: ratio 0..1 and milliseconds. */
    public record Slo(BigDecimal hitRatio, BigDecimal p99Ms) {}

    /** Whether and how far the optimizer may change the configuration by itself. */
    public record AutoOptimize(
            boolean enabled, int maxStepPercent, @Nullable BigDecimal budgetUsdMonth, String approval) {}
}
