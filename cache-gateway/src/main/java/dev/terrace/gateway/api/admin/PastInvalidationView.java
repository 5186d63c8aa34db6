package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.invalidation.PastInvalidation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invalidation of the past, or one that is scheduled; of very many keys the first thousand are listed, {@code keyCount} is exact.
 *
 * @param at when it was done; of one that is scheduled, when it was asked for
 * @param status done, scheduled, failed or cancelled
 * @param scheduledFor null for one that was done at once
 * @param error why it has failed, or waits although its time has come
 */
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
        Instant at,
        String status,
        @Nullable Instant scheduledFor,
        @Nullable String error) {
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
                e.at(),
                past.status(),
                past.runAt(),
                past.error());
    }
}
