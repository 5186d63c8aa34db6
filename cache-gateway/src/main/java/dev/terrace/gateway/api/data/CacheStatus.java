package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.TierName;
import java.util.List;

/** The field Cache-Status (RFC 9211): a member for Terrace, then one for each tier asked, in the order asked. */
final class CacheStatus {
    private static final String HIT = "terrace; hit; ttl=";
    private static final NumberedText MEMORY_HIT = new NumberedText(HIT, ", memory; hit");

    private CacheStatus() {}

    static String of(ReadResult result, boolean noCache, long nowMs) {
        return switch (result) {
            case ReadResult.Hit hit when hit.tier() != null -> hit(hit, nowMs);
            case ReadResult.Hit loaded -> tiers(forwarded(loaded.asked(), noCache), loaded.asked());
            case ReadResult.Miss miss -> tiers(forwarded(miss.asked(), noCache), miss.asked());
            case ReadResult.Failed failed ->
                tiers(forwarded(failed.asked(), noCache).append("; detail=").append(detail(failed)), failed.asked());
        };
    }

    private static String hit(ReadResult.Hit hit, long nowMs) {
        long ttl = Math.floorDiv(hit.entry().expiresMs() - nowMs, 1000L);
        if (hit.asked().size() == 1
                && hit.tier() == TierName.MEMORY
                && !hit.stale()
                && !hit.entry().negative()) {
            return MEMORY_HIT.of(ttl);
        }
        StringBuilder field = new StringBuilder(96).append(HIT).append(ttl);
        if (hit.stale()) {
            field.append("; detail=stale");
        } else if (hit.entry().negative()) {
            field.append("; detail=negative");
        }
        return tiers(field, hit.asked());
    }

    private static StringBuilder forwarded(List<TierAnswer> asked, boolean noCache) {
        boolean stale = asked.stream().anyMatch(answer -> answer.outcome() == TierAnswer.Outcome.STALE);
        String why = noCache ? "request" : stale ? "stale" : "uri-miss";
        return new StringBuilder(96).append("terrace; fwd=").append(why);
    }

    private static String detail(ReadResult.Failed failed) {
        return failed.why().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String tiers(StringBuilder field, List<TierAnswer> asked) {
        for (TierAnswer answer : asked) {
            field.append(", ").append(answer.tier().wireName()).append(said(answer.outcome()));
        }
        return field.toString();
    }

    private static String said(TierAnswer.Outcome outcome) {
        return switch (outcome) {
            case HIT -> "; hit";
            case STALE -> "; fwd=stale";
            case MISS -> "; fwd=uri-miss";
            case INVALID -> "; fwd=miss; detail=invalid";
            case ERROR -> "; fwd=miss; detail=error";
            case TIMEOUT -> "; fwd=miss; detail=timeout";
            case OPEN -> "; fwd=bypass; detail=breaker_open";
        };
    }
}
