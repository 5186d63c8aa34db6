package dev.terrace.gateway.api.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Problems as answers of a router's route. */
@Singleton
public class Problems {
    private static final long MOST_SKIPPED = 1L << 30;

    private final ObjectMapper json;

    @Inject
    public Problems(ObjectMapper json) {
        this.json = json;
    }

    /** Answers with the problem, unless an answer has begun. */
    public void answer(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store");
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        if (problem.kind() == Kind.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"terrace\"");
        }
        if (declared(context.request()) > MOST_SKIPPED) {
            response.putHeader("Connection", "close");
        }
        // Many callers read an answer only after they have sent all: what is still to come is skipped.
        context.request().resume();
        response.end(body(problem, context.request().path()));
    }

    /** The length a request says it has; 0 when it does not say. */
    static long declared(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private String body(Problem problem, String path) {
        try {
            return json.writeValueAsString(problem.body(path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem must be writable.", e);
        }
    }
}
