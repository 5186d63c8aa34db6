package dev.terrace.kit.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Our own problems. */
@Provider
public class ProblemMapper implements ExceptionMapper<Problem> {
    @Context
    @SuppressWarnings("NullAway.Init")
    UriInfo uri;

    @Override
    public Response toResponse(Problem problem) {
        return ProblemResponse.of(problem, uri);
    }
}
