package dev.terrace.gateway.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.gateway.access.Audit;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.catalog.By;
import dev.terrace.gateway.warming.kept.Clockwork;
import dev.terrace.gateway.warming.kept.Definition;
import dev.terrace.gateway.warming.kept.KeptJob;
import dev.terrace.gateway.warming.kept.KeptJobs;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.JsonProblem;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Warming jobs that are kept, and run by their schedule or when asked. */
@Path(WarmingJobsResource.PATH)
@Tag(name = "warming")
public class WarmingJobsResource {
    static final String PATH = "/api/admin/caching/warming";

    private final KeptJobs kept;
    private final Clockwork clockwork;
    private final Caches caches;
    private final Callers callers;
    private final Audit audit;
    private final ObjectMapper json;
    private final InstantSource clock;

    @Inject
    public WarmingJobsResource(
            KeptJobs kept, Clockwork clockwork, Caches caches, Callers callers, Audit audit, Tools tools) {
        this.kept = kept;
        this.clockwork = clockwork;
        this.caches = caches;
        this.callers = callers;
        this.audit = audit;
        this.json = tools.json();
        this.clock = tools.clock();
    }

    /** What is read and timed with. */
    @jakarta.inject.Singleton
    public static class Tools {
        private final ObjectMapper json;
        private final InstantSource clock;

        @Inject
        public Tools(ObjectMapper json, InstantSource clock) {
            this.json = json;
            this.clock = clock;
        }

        ObjectMapper json() {
            return json;
        }

        InstantSource clock() {
            return clock;
        }
    }

    /** All of caches that the caller may use, oldest first. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Page<KeptJobView>> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        Caller caller = callers.present();
        return kept.page(Cursors.number(cursor, 0), most + 1)
                .map(found -> Page.cut(found, most, job -> Long.toString(job.id())))
                .map(page -> new Page<>(
                        page.items().stream()
                                .filter(job -> caller.mayUse(job.cacheName()))
                                .map(KeptJobView::of)
                                .toList(),
                        page.nextCursor()));
    }

    /** A new one: 201; 403, 409, 422. */
    @POST
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> create(@Nullable Definition body) {
        Definition definition = checked(Bodies.needed(body));
        return kept.create(definition)
                .invoke(made -> audited("warming.create", made))
                .map(made -> Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, PATH + "/" + made.id() + "/")
                        .entity(KeptJobView.of(made))
                        .build());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<KeptJobView> get(@PathParam("id") String id) {
        return mine(id).map(KeptJobView::of);
    }

    /** All of it anew; what the body does not say has its default. */
    @PUT
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<KeptJobView> replace(@PathParam("id") String id, @Nullable Definition body) {
        return mine(id).flatMap(present -> changed(present, checked(Bodies.needed(body))));
    }

    /** Some fields changed, as RFC 7396 says. */
    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<KeptJobView> patch(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Definition.class))) @Nullable
                    ObjectNode body) {
        return mine(id).flatMap(present -> changed(present, checked(merged(present, Bodies.needed(body)))));
    }

    /** Forgets it; a run that is under way goes on. */
    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> delete(@PathParam("id") String id) {
        return mine(id).call(found -> kept.delete(found.id()))
                .invoke(gone -> audited("warming.delete", gone))
                .map(gone -> Response.noContent().build());
    }

    /** Runs it now, whatever its schedule says: 202; 409 while a run is under way. */
    @POST
    @Path("{id}/execute")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> execute(@PathParam("id") String id) {
        Caller caller = callers.present();
        return mine(id).flatMap(found -> kept.begin(found.id(), caller.subject()))
                .invoke(claim -> audited("warming.execute", claim.kept()))
                .flatMap(clockwork::run)
                .map(job -> Response.status(Response.Status.ACCEPTED)
                        .header(HttpHeaders.LOCATION, JobsResource.PATH + "/" + job.id())
                        .entity(JobView.of(job))
                        .build());
    }

    private Uni<KeptJobView> changed(KeptJob present, Definition definition) {
        return kept.change(present.id(), definition)
                .invoke(now -> audited("warming.update", now))
                .map(KeptJobView::of);
    }

    private Definition checked(Definition definition) {
        String cache = definition.cacheName() == null ? "" : definition.cacheName();
        Caller caller = callers.present();
        if (!cache.isEmpty()) {
            By.allowed(caller, cache);
        }
        return WarmRules.checked(
                definition, caches.find(cache).map(CacheHandle::spec).orElse(null), clock.instant());
    }

    private Definition merged(KeptJob present, ObjectNode body) {
        ObjectNode tree = json.valueToTree(present.definition());
        tree.setAll(body);
        try {
            return json.treeToValue(tree, Definition.class);
        } catch (JsonProcessingException e) {
            throw JsonProblem.of(e);
        }
    }

    private Uni<KeptJob> mine(String id) {
        Caller caller = callers.present();
        boolean number = !id.isEmpty() && id.length() < 19 && id.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            return Uni.createFrom().failure(Problem.of(Kind.NOT_FOUND, "There is no such warming job."));
        }
        return kept.get(Long.parseLong(id)).invoke(found -> By.allowed(caller, found.cacheName()));
    }

    private void audited(String action, KeptJob job) {
        audit.record(new Audit.Deed(
                callers.present().subject(),
                action,
                "warming/" + job.id(),
                Map.of(),
                Map.of("name", job.name(), "cache_name", job.cacheName()),
                null));
    }
}
