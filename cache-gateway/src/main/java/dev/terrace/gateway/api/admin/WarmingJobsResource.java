package dev.terrace.gateway.api.admin;

import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Warming that is kept and repeated. This release warms on demand alone: the list is empty, and a new one is refused. */
@Path("/api/admin/caching/warming")
@Tag(name = "warming")
public class WarmingJobsResource {
    @GET
    @RolesAllowed(Role.VIEW)
    public Page<Map<String, Object>> list() {
        return Page.of(List.of());
    }

    @POST
    @RolesAllowed(Role.OPERATE)
    public Response create() {
        throw Problem.field("", "Kept warming jobs are not supported by this release; use warming/warm_keys/.");
    }
}
