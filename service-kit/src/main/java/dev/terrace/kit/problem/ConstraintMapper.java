package dev.terrace.kit.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bean Validation: 422 with pointers in the wire's names. */
@Provider
public class ConstraintMapper implements ExceptionMapper<ConstraintViolationException> {
    @Context
    @SuppressWarnings("NullAway.Init")
    UriInfo uri;

    @Override
    public Response toResponse(ConstraintViolationException failure) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
            errors.add(new Problem.FieldError(pointer(violation.getPropertyPath()), violation.getMessage()));
        }
        return ProblemResponse.of(Problem.fields(errors), uri);
    }

    /** Drops the method and its parameter, which mean nothing to a caller. */
    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            switch (node.getKind()) {
                case PROPERTY -> pointer.append('/').append(snake(node.getName()));
                default -> {
                    // method, parameter, container element: no part of the body's path
                }
            }
        }
        return pointer.isEmpty() ? "/" : pointer.toString();
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
