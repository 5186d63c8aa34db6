package dev.terrace.kit.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Exactly this type: Quarkus REST maps it itself otherwise. */
@Provider
public class MismatchMapper implements ExceptionMapper<MismatchedInputException> {
    @Context
    @SuppressWarnings("NullAway.Init")
    UriInfo uri;

    @Override
    public Response toResponse(MismatchedInputException failure) {
        return ProblemResponse.of(JsonProblem.of(failure), uri);
    }
}
