package dev.terrace.cachectl.demo;

import java.util.List;
import java.util.Map;

/**
 * A kind of cache in the demo and how it is used.
 *
 * @param name the cache
 * @param configuration fields for its creation
 * @param share of all requests, 0 to 1
 * @param keys keys there are
 * @param skew exponent of Zipf's law
 * @param writes share of requests that write, 0 to 1
 * @param valueBytes size of a value
 * @param drift keys by which the hot set moves a minute
 */
record Persona(
        String name,
        Map<String, Object> configuration,
        double share,
        int keys,
        double skew,
        double writes,
        int valueBytes,
        int drift) {

    /** A catalogue, sessions, a feed whose memory tier is too small, and a report that scans. */
    static List<Persona> all() {
        return List.of(
                new Persona(
                        "demo-products",
                        fields(List.of("memory", "redis"), 3600, 32),
                        0.45,
                        20_000,
                        1.05,
                        0.01,
                        1_200,
                        40),
                new Persona(
                        "demo-sessions",
                        fields(List.of("memory", "redis", "memcached"), 1800, 16),
                        0.25,
                        6_000,
                        0.8,
                        0.20,
                        600,
                        300),
                new Persona("demo-feed", fields(List.of("memory"), 300, 1), 0.20, 9_000, 0.75, 0.0, 2_000, 100),
                new Persona(
                        "demo-reports",
                        fields(List.of("memory", "database", "file_system"), 86_400, 8),
                        0.10,
                        400,
                        0.6,
                        0.05,
                        12_000,
                        0));
    }

    private static Map<String, Object> fields(List<String> tiers, int ttl, int memoryMb) {
        return Map.of("cache_type", "multi_level", "tiers", tiers, "ttl_seconds", ttl, "memory_max_mb", memoryMb);
    }
}
