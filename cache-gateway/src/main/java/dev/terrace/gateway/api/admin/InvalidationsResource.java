package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.invalidation.InvalidationHistory;
import dev.terrace.gateway.invalidation.InvalidationOutcome;
import dev.terrace.gateway.invalidation.InvalidationOutcome.Acknowledged;
import dev.terrace.gateway.invalidation.Invalidations;
import dev.terrace.gateway.invalidation.PastInvalidation;
import dev.terrace.gateway.invalidation.Schedule;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Dropping what is cached, and what was dropped. */
@Path(InvalidationsResource.PATH)
@Tag(name = "invalidations")
public class InvalidationsResource {
    static final String PATH = "/api/admin/caching/invalidations";
    private static final Logger LOG = Logger.getLogger(InvalidationsResource.class);

    private final Invalidations invalidations;
    private final InvalidationHistory history;
    private final Schedule schedule;
    private final Caches caches;
    private final InactiveCaches inactive;
    private final Callers callers;
    private final Deeds deeds;
    private final InstantSource clock;

    @Inject
    public InvalidationsResource(
            Invalidations invalidations,
            InvalidationHistory history,
            Schedule schedule,
            Caches caches,
            InactiveCaches inactive,
            Callers callers,
            Deeds deeds,
            InstantSource clock) {
        this.invalidations = invalidations;
        this.history = history;
        this.schedule = schedule;
        this.caches = caches;
        this.inactive = inactive;
        this.callers = callers;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** What was invalidated and what is scheduled, in the order it was asked for, newest first. */
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

    /** One of them. */
    @GET
    @Path("{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<PastInvalidationView> get(@PathParam("id") String id) {
        return there(id, callers.present()).map(PastInvalidationView::of);
    }

    /** Takes back one that is scheduled; 409 when it is done or under way. */
    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> cancel(@PathParam("id") String id) {
        Caller caller = callers.present();
        return there(id, caller).flatMap(past -> schedule.cancel(id).map(cancelled -> {
            if (!cancelled) {
                throw Problem.of(Kind.CONFLICT, "It is not scheduled any more.");
            }
            deeds.cancelled(past, caller);
            return Response.noContent().build();
        }));
    }

    private Uni<PastInvalidation> there(String id, Caller caller) {
        return history.find(id)
                .map(found -> found.filter(past -> caller.mayUse(past.event().cacheName()))
                        .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such invalidation.")));
    }

    private Uni<Response> scheduled(InvalidateRequest request, Caller caller, Instant at) {
        OpenCache.named(request.cache(), caches, inactive);
        return schedule.keep(request.by(caller.subject()), at).map(kept -> {
            PastInvalidation past = kept.orElseThrow(() ->
                    Problem.of(Kind.CONFLICT, "More than " + Schedule.MOST + " invalidations are scheduled already."));
            deeds.scheduled(past, caller);
            return Response.status(Response.Status.ACCEPTED)
                    .header(HttpHeaders.LOCATION, PATH + "/" + past.event().id() + "/")
                    .entity(InvalidationView.later(past))
                    .build();
        });
    }

    /** Done when this answers 200; 202 when the log of a relaxed cache is away and the invalidation waits for it. */
    @POST
    @Path("invalidate_keys")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> invalidate(@Nullable InvalidateRequest body) {
        Instant now = clock.instant();
        InvalidateRequest request = Bodies.needed(body).checked(now);
        Caller caller = callers.using(request.cache());
        if (request.dryRun()) {
            return estimate(request);
        }
        Optional<Instant> later = request.later(now);
        if (later.isPresent()) {
            return scheduled(request, caller, later.get());
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
        return Problem.of(Kind.UNAVAILABLE, "The invalidation cannot be acknowledged now; ask again.");
    }
}
