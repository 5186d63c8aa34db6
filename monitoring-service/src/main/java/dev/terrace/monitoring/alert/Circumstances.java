package dev.terrace.monitoring.alert;

import org.jspecify.annotations.Nullable;

/**
 * What else the rule's window showed.
 *
 * @param reads reads answered
 * @param hits those with a value
 * @param originCalls calls to the origin
 * @param originErrors those that failed
 * @param earlyEvictions evicted keys that were asked for again within their TTL
 * @param badTier the tier with an open breaker, else the one with the most errors, null when none had any
 * @param badTierErrors its errors
 * @param badTierFinds its finds
 * @param breaker its breaker
 * @param ageSeconds since when the cache is known
 */
public record Circumstances(
        long reads,
        long hits,
        long originCalls,
        long originErrors,
        long earlyEvictions,
        @Nullable String badTier,
        long badTierErrors,
        long badTierFinds,
        String breaker,
        long ageSeconds) {}
