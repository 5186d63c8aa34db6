package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.invalidation.PastInvalidation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invalidation of the past; of very many keys the first thousand are listed, {@code keyCount} is exact. */
public record PastInvalidationView(
        String id,
        String cacheName,
        List<String> keys,
        List<String> tags,
        @Nullable String pattern,
        List<String> urls,
        List<String> prefixes,
        boolean all,
        boolean soft,
        boolean cdn,
        @Nullable String position,
        long keyCount,
        @Nullable Long estimated,
        String actor,
        @Nullable String reason,
        Instant at) {
    static PastInvalidationView of(PastInvalidation past) {
        var e = past.event();
        return new PastInvalidationView(
                e.id(),
                e.cacheName(),
                e.keys(),
                e.tags(),
                e.pattern(),
                e.urls(),
                e.prefixes(),
                e.all(),
                e.soft(),
                e.cdn(),
                e.position(),
                past.keys(),
                past.estimated() < 0 ? null : past.estimated(),
                e.actor(),
                e.reason(),
                e.at());
    }
}
