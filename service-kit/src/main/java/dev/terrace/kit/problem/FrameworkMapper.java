package dev.terrace.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What JAX-RS throws by itself: unknown path, wrong method, wrong media type, malformed JSON. */
@Provider
public class FrameworkMapper implements ExceptionMapper<WebApplicationException> {
    @Context
    @SuppressWarnings("NullAway.Init")
    UriInfo uri;

    @Override
    public Response toResponse(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return ProblemResponse.of(JsonProblem.of(json), uri);
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        Kind kind = Kind.ofStatus(status);
        return ProblemResponse.of(Problem.of(kind, kind.title() + "."), uri);
    }
}
