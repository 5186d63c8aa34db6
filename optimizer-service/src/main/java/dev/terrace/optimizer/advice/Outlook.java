package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.forecast.Forecast;
import java.time.Instant;
import java.util.List;

/**
 * What is to come of a figure of a cache.
 *
 * @param cacheName the cache
 * @param figure what
 * @param horizonSeconds how far ahead
 * @param madeAt when it was forecast, UTC
 * @param forecast points and how good they are
 * @param events what is expected to happen within the horizon
 */
public record Outlook(
        String cacheName, Figure figure, long horizonSeconds, Instant madeAt, Forecast forecast, List<Event> events) {
    /** The memory tier reaches its bound. */
    public static final String MEMORY_FULL = "memory_full";

    /** The hit ratio falls below the first threshold of the suite. */
    public static final String HIT_RATIO_LOW = "hit_ratio_low";

    /**
     * Something expected.
     *
     * @param kind {@value #MEMORY_FULL} or {@value #HIT_RATIO_LOW}
     * @param at begin of the first step whose expected value is across, UTC
     * @param threshold what it crosses
     */
    public record Event(String kind, Instant at, double threshold) {}
}
