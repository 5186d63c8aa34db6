package dev.terrace.gateway.warming.kept;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kept job does, as it is sent and stored. What is absent has its default.
 *
 * @param name unique, 1 to 100 characters
 * @param cacheName the cache
 * @param source origin, peer, hot_keys or access_log; origin when absent
 * @param keys keys to load from the origin
 * @param pattern glob over known keys
 * @param topN at most so many keys
 * @param schedule UNIX cron; absent for a job that is only run when asked
 * @param timeZone of the schedule; UTC when absent
 * @param ratePerSecond keys a second
 * @param concurrency keys at once
 * @param ttl seconds, for what the origin brings
 * @param isActive whether the schedule counts
 */
public record Definition(
        @Nullable String name,
        @Nullable String cacheName,
        @Nullable String source,
        @Nullable List<String> keys,
        @Nullable String pattern,
        @Nullable Integer topN,
        @Nullable String schedule,
        @Nullable String timeZone,
        @Nullable Integer ratePerSecond,
        @Nullable Integer concurrency,
        @Nullable BigDecimal ttl,
        @Nullable Boolean isActive) {}
