package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.invalidation.InvalidationOutcome.Acknowledged;
import dev.terrace.gateway.invalidation.PastInvalidation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an invalidation.
 *
 * @param id as in the history; null for a dry run
 * @param position in the coherence log; null when it waits for the log or for its time, or for a dry run
 * @param keys exact keys covered
 * @param estimated entries that tags, pattern or all cover; null when no tier can tell
 * @param propagatedNodes nodes known to have applied it: the one that answers; the others do when they see the position
 * @param cdn how far the CDNs are after two seconds at most; {@code cdn/invalidations/{id}/} goes on telling
 * @param scheduledFor when it is going to be done; null for one that is
 * @param dependents what was invalidated with it in other caches
 */
public record InvalidationView(
        @Nullable String id,
        @Nullable String position,
        long keys,
        @Nullable Long estimated,
        int propagatedNodes,
        Cdn cdn,
        @Nullable Instant scheduledFor,
        List<Dependent> dependents) {

    /** Whether the CDNs are purged too. */
    public record Cdn(boolean requested, String status) {}

    /** An invalidation in a dependent cache. */
    public record Dependent(
            String cacheName,
            String id,
            @Nullable String position,
            long keys,
            @Nullable Long estimated,
            List<Dependent> dependents) {
        static Dependent of(Acknowledged done) {
            return new Dependent(
                    done.event().cacheName(),
                    done.event().id(),
                    done.event().position(),
                    done.keys(),
                    known(done.estimated()),
                    done.dependents().stream().map(Dependent::of).toList());
        }
    }

    static InvalidationView of(Acknowledged done, String cdn) {
        return new InvalidationView(
                done.event().id(),
                done.event().position(),
                done.keys(),
                known(done.estimated()),
                1,
                new Cdn(done.event().cdn(), cdn),
                null,
                done.dependents().stream().map(Dependent::of).toList());
    }

    static InvalidationView dry(InvalidateRequest request, InvalidationResult result) {
        return new InvalidationView(
                null,
                null,
                result.keys(),
                known(result.estimated()),
                0,
                new Cdn(request.cdn(), "dry_run"),
                null,
                List.of());
    }

    static InvalidationView later(PastInvalidation past) {
        Cdn cdn = new Cdn(past.event().cdn(), past.event().cdn() ? "scheduled" : "not_requested");
        return new InvalidationView(past.event().id(), null, past.keys(), null, 0, cdn, past.runAt(), List.of());
    }

    private static @Nullable Long known(long estimated) {
        return estimated < 0 ? null : estimated;
    }
}
