package dev.terrace.benchmarks.race;

import dev.terrace.benchmarks.suite.Standing;
import java.util.List;
import java.util.stream.Stream;

/** The strict caches of a racing run: two behind the origin, over Redis and over Memcached, and one whose records are in Redis. */
final class Raced implements AutoCloseable {
    private static final String REDIS = "race_redis";
    private static final String MEMCACHED = "race_memcached";
    private static final String RECORD = "race_record";

    private final Standing suite;
    private final List<Counters> behindOrigin;
    private final Counters record;

    /** Makes them at all gateways; {@code groups} of {@code groupSize} keys in each. */
    Raced(Standing suite, Race race, int groups, int groupSize) {
        this.suite = suite;
        suite.makeCache(REDIS, settings("redis") + origin(race, REDIS));
        suite.makeCache(MEMCACHED, settings("memcached") + origin(race, MEMCACHED));
        suite.makeCache(RECORD, settings("redis"));
        behindOrigin = Stream.of(REDIS, MEMCACHED)
                .map(cache -> race.counters(cache, true, groups, groupSize))
                .toList();
        record = race.counters(RECORD, false, groups, groupSize);
    }

    private static String settings(String tier) {
        return "\"tiers\":[\"memory\",\"" + tier + "\"],\"consistency\":\"strict\",\"strategy\":\"write_through\","
                + "\"ttl_seconds\":3600";
    }

    private static String origin(Race race, String cache) {
        return ",\"origin\":{\"type\":\"http\",\"writable\":true,\"soft_timeout_ms\":2000,\"hard_timeout_ms\":5000,"
                + "\"url_template\":\"" + race.originOf(cache) + "\"}";
    }

    List<Counters> behindOrigin() {
        return behindOrigin;
    }

    List<Counters> all() {
        return Stream.concat(behindOrigin.stream(), Stream.of(record)).toList();
    }

    @Override
    public void close() {
        List.of(REDIS, MEMCACHED, RECORD).forEach(suite::removeCache);
    }
}
