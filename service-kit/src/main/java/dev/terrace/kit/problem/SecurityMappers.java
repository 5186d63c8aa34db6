package dev.terrace.kit.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 401 and 403 raised inside JAX-RS. Those raised before it are answered by the authentication mechanism. */
public class SecurityMappers {
    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthorized(UriInfo uri) {
        return ProblemResponse.of(Problem.of(Kind.UNAUTHORIZED, "A valid bearer token is needed."), uri);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, UriInfo uri) {
        return ProblemResponse.of(Problem.of(Kind.FORBIDDEN, "Your role does not allow this."), uri);
    }
}
