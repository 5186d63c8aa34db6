package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Manifest;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.TierAnswer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?explain=true}: what each tier said, and why it was a hit or a miss.
 *
 * @param outcome hit, stale, negative, loaded, miss or failed
 * @param tier where the value was, null when it came from the origin or from nowhere
 * @param ttl seconds it stays fresh, negative when it is stale
 * @param age seconds since it was stored
 */
record Explanation(
        String cacheName,
        String key,
        boolean found,
        String outcome,
        String why,
        @Nullable String tier,
        @Nullable String etag,
        @Nullable Long ttl,
        @Nullable Long age,
        @Nullable Long bytes,
        @Nullable String contentType,
        List<String> tags,
        @Nullable String checkedAt,
        List<Tier> tiers) {

    /** What a tier said. */
    record Tier(
            String tier,
            String outcome,
            double ms,
            @Nullable String detail) {}

    static void answer(Exchange exchange, CacheHandle cache, String key, ReadResult result, long nowMs) {
        exchange.response
                .setStatusCode(200)
                .putHeader(Names.CONTENT_TYPE, Names.JSON)
                .putHeader(Names.CACHE_CONTROL, Names.NO_STORE);
        exchange.end(Json.bytes(of(cache.spec().name(), key, result, nowMs)));
    }

    static Explanation of(String cache, String key, ReadResult result, long nowMs) {
        List<Tier> tiers = result.asked().stream().map(Explanation::tier).toList();
        return switch (result) {
            case ReadResult.Hit hit -> hit(cache, key, hit, tiers, nowMs);
            case ReadResult.Miss miss -> nothing(cache, key, "miss", "No tier has it, and there is no origin.", tiers);
            case ReadResult.Failed failed ->
                nothing(cache, key, "failed", lower(failed.why()) + ": " + failed.detail(), tiers);
        };
    }

    private static Explanation hit(String cache, String key, ReadResult.Hit hit, List<Tier> tiers, long nowMs) {
        Entry entry = hit.entry();
        String tier = hit.tier() == null ? null : hit.tier().wireName();
        String outcome = entry.negative() ? "negative" : hit.stale() ? "stale" : tier == null ? "loaded" : "hit";
        return new Explanation(
                cache,
                key,
                !entry.negative(),
                outcome,
                why(outcome, tier),
                tier,
                entry.negative() ? null : entry.etag(),
                Math.floorDiv(entry.expiresMs() - nowMs, 1000L),
                Math.max(0, (nowMs - entry.createdMs()) / 1000),
                entry.large() ? Manifest.of(entry.value()).length() : Long.valueOf(entry.value().length),
                entry.contentType(),
                entry.tags(),
                entry.asOf().token(),
                tiers);
    }

    private static String why(String outcome, @Nullable String tier) {
        return switch (outcome) {
            case "negative" -> "The origin said that there is no such key, and that is remembered.";
            case "stale" -> "It is stale, and the cache allows stale values now.";
            case "loaded" -> "No tier had a valid copy; the origin was asked.";
            default -> "A valid copy was in " + tier + ".";
        };
    }

    private static Explanation nothing(String cache, String key, String outcome, String why, List<Tier> tiers) {
        return new Explanation(
                cache, key, false, outcome, why, null, null, null, null, null, null, List.of(), null, tiers);
    }

    private static Tier tier(TierAnswer answer) {
        return new Tier(answer.tier().wireName(), lower(answer.outcome()), answer.micros() / 1000.0, answer.detail());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
