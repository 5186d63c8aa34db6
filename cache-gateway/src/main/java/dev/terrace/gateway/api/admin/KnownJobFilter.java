package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.warming.Jobs;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Looks for the job before its stream begins. */
public class KnownJobFilter {
    private final Jobs jobs;

    @Inject
    public KnownJobFilter(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Goes on, or 404. */
    @KnownJob
    @ServerRequestFilter
    public Uni<@Nullable Response> check(ContainerRequestContext request) {
        String id = String.valueOf(request.getUriInfo().getPathParameters().getFirst("id"));
        return jobs.find(id).map(found -> {
            if (found.isEmpty()) {
                throw Problem.of(Kind.NOT_FOUND, "There is no such job.");
            }
            return null;
        });
    }
}
