package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.invalidation.InvalidationHistory;
import dev.terrace.gateway.invalidation.InvalidationOutcome;
import dev.terrace.gateway.invalidation.InvalidationOutcome.Acknowledged;
import dev.terrace.gateway.invalidation.Invalidations;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Dropping what is cached, and what was dropped. */
@Path("/api/admin/caching/invalidations")
@Tag(name = "invalidations")
public class InvalidationsResource {
    private static final Logger LOG = Logger.getLogger(InvalidationsResource.class);

    private final Invalidations invalidations;
    private final InvalidationHistory history;
    private final Caches caches;
    private final InactiveCaches inactive;
    private final Callers callers;
    private final Deeds deeds;

    @Inject
    public InvalidationsResource(
            Invalidations invalidations,
            InvalidationHistory history,
            Caches caches,
            InactiveCaches inactive,
            Callers callers,
            Deeds deeds) {
        this.invalidations = invalidations;
        this.history = history;
        this.caches = caches;
        this.inactive = inactive;
        this.callers = callers;
        this.deeds = deeds;
    }

    /** What was invalidated, newest first. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Page<PastInvalidationView>> list(
            @QueryParam("cache_name") @Nullable String cacheName,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        Caller caller = cacheName == null ? callers.present() : callers.using(cacheName);
        return history.page(cacheName, Cursors.number(cursor, Long.MAX_VALUE), most + 1)
                .map(found -> Page.cut(found, most, past -> Long.toString(past.seq())))
                .map(page -> new Page<>(
                        page.items().stream()
                                .filter(past -> caller.mayUse(past.event().cacheName()))
                                .map(PastInvalidationView::of)
                                .toList(),
                        page.nextCursor()));
    }

    /** Done when this answers 200; 202 when the log of a relaxed cache is away and the invalidation waits for it. */
    @POST
    @Path("invalidate_keys")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> invalidate(@Nullable InvalidateRequest body) {
        InvalidateRequest request = Bodies.needed(body).checked();
        Caller caller = callers.using(request.cache());
        if (request.dryRun()) {
            return estimate(request);
        }
        return invalidations
                .invalidate(request.by(caller.subject()))
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(failure -> refused(request, failure))
                .flatMap(outcome -> answer(request, caller, outcome));
    }

    private Uni<Response> estimate(InvalidateRequest request) {
        return OpenCache.named(request.cache(), caches, inactive)
                .estimate(request.selector())
                .map(result ->
                        Response.ok(InvalidationView.dry(request, result)).build());
    }

    private Uni<Response> answer(InvalidateRequest request, Caller caller, InvalidationOutcome outcome) {
        return switch (outcome) {
            case InvalidationOutcome.NoSuchCache none -> throw OpenCache.missing(none.cacheName(), inactive);
            case Acknowledged done -> {
                deeds.invalidated(request, caller, done);
                int status = done.event().position() == null ? 202 : 200;
                yield deeds.purged(caller, done).map(cdn -> Response.status(status)
                        .entity(InvalidationView.of(done, cdn))
                        .build());
            }
        };
    }

    private static Problem refused(InvalidateRequest request, Throwable failure) {
        LOG.warnf("invalidation refused cache=%s reason=%s", request.cache(), failure.getMessage());
        return Problem.of(Kind.UNAVAILABLE, "The invalidation cannot be acknowledged now; nothing was dropped.");
    }

    /**
     * What came of it.
     *
     * @param id as in the history; null for a dry run
     * @param position in the coherence log; null when it waits for the log, or for a dry run
     * @param keys exact keys covered
     * @param estimated entries that tags, pattern or all cover; null when no tier can tell
     * @param propagatedNodes nodes known to have applied it: the one that answers; the others do when they see the position
     * @param cdn how far the CDNs are after two seconds at most; {@code cdn/invalidations/{id}/} goes on telling
     */
    public record InvalidationView(
            @Nullable String id,
            @Nullable String position,
            long keys,
            @Nullable Long estimated,
            int propagatedNodes,
            Cdn cdn) {
        static InvalidationView of(Acknowledged done, String cdn) {
            String position = done.event().position();
            return new InvalidationView(
                    done.event().id(),
                    position,
                    done.keys(),
                    known(done.estimated()),
                    1,
                    new Cdn(done.event().cdn(), cdn));
        }

        static InvalidationView dry(InvalidateRequest request, InvalidationResult result) {
            return new InvalidationView(
                    null, null, result.keys(), known(result.estimated()), 0, new Cdn(request.cdn(), "dry_run"));
        }

        private static @Nullable Long known(long estimated) {
            return estimated < 0 ? null : estimated;
        }
    }

    /** Whether the CDNs are purged too. */
    public record Cdn(boolean requested, String status) {}
}
