package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.warming.Job;
import dev.terrace.gateway.warming.Jobs;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Long work of the gateway. Jobs of other services, by how their ids begin, are forwarded to them. */
@Path(JobsResource.PATH)
@Tag(name = "jobs")
public class JobsResource {
    static final String PATH = "/api/admin/caching/jobs";
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Jobs jobs;
    private final Callers callers;

    @Inject
    public JobsResource(Jobs jobs, Callers callers) {
        this.jobs = jobs;
        this.callers = callers;
    }

    /** The gateway's jobs, newest first. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Page<JobView>> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        Caller caller = callers.present();
        return jobs.page(Cursors.number(cursor, Long.MAX_VALUE), most + 1)
                .map(found -> Page.cut(found, most, job -> Long.toString(job.seq())))
                .map(page -> new Page<>(
                        page.items().stream()
                                .filter(job -> caller.mayUse(job.cacheName()))
                                .map(JobView::of)
                                .toList(),
                        page.nextCursor()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<JobView> get(@PathParam("id") String id) {
        return there(id, callers.present()).map(JobView::of);
    }

    /** Its progress each second, until it has ended. */
    @GET
    @Path("{id}/events")
    @RolesAllowed(Role.VIEW)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @KnownJob
    public Multi<JobView> events(@PathParam("id") String id) {
        Caller caller = callers.present();
        return Multi.createBy()
                .repeating()
                .uni(() -> there(id, caller))
                .withDelay(BEAT)
                .whilst(job -> !job.ended())
                .map(JobView::of);
    }

    /** Asks it to stop; it does within a second. */
    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> cancel(@PathParam("id") String id) {
        return there(id, callers.present()).chain(() -> jobs.cancel(id)).map(job -> Response.noContent()
                .build());
    }

    private Uni<Job> there(String id, Caller caller) {
        return jobs.find(id).map(Optional::stream).map(found -> found.filter(job -> caller.mayUse(job.cacheName()))
                .findFirst()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such job.")));
    }
}
