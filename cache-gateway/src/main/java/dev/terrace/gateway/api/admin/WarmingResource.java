package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.access.Audit;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.warming.Job;
import dev.terrace.gateway.warming.Warmer;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Loading many keys before anyone asks for them. */
@Path("/api/admin/caching/warming/warm_keys")
@Tag(name = "warming")
public class WarmingResource {
    private final Warmer warmer;
    private final Caches caches;
    private final InactiveCaches inactive;
    private final Callers callers;
    private final Audit audit;

    @Inject
    public WarmingResource(Warmer warmer, Caches caches, InactiveCaches inactive, Callers callers, Audit audit) {
        this.warmer = warmer;
        this.caches = caches;
        this.inactive = inactive;
        this.callers = callers;
        this.audit = audit;
    }

    /** Begins a job: 202; 404, 409, 422. */
    @POST
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> warm(@Nullable WarmRequest body) {
        WarmRequest request = Bodies.needed(body);
        Caller caller = callers.using(request.cache());
        CacheHandle cache = OpenCache.named(request.cache(), caches, inactive);
        return warmer.begin(cache, request.plan(cache.spec()), caller.subject())
                .invoke(job -> audited(caller, job))
                .map(job -> Response.status(Response.Status.ACCEPTED)
                        .header(HttpHeaders.LOCATION, JobsResource.PATH + "/" + job.id())
                        .entity(JobView.of(job))
                        .build());
    }

    private void audited(Caller caller, Job job) {
        audit.record(new Audit.Deed(
                caller.subject(),
                "cache.warm",
                "configuration/" + job.cacheName(),
                Map.of(),
                Map.of("job", job.id(), "keys", job.total()),
                null));
    }
}
