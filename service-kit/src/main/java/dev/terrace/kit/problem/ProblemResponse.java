package dev.terrace.kit.problem;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** A Problem as a JAX-RS response. */
final class ProblemResponse {
    static final MediaType TYPE = new MediaType("application", "problem+json");

    private ProblemResponse() {}

    static Response of(Problem problem, @Nullable UriInfo uri) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem.body(uri == null ? null : uri.getRequestUri().getPath()));
        if (problem.retryAfterSeconds() > 0) {
            response.header("Retry-After", problem.retryAfterSeconds());
        }
        if (problem.kind() == Kind.UNAUTHORIZED) {
            response.header("WWW-Authenticate", "Bearer realm=\"terrace\"");
        }
        return response.build();
    }
}
