package dev.terrace.gateway.api.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.http.HttpServerResponse;

/** problem+json on raw routes, as service-kit writes it on JAX-RS. */
final class ProblemReply {
    private static final ObjectMapper JSON = StrictJson.tolerant();

    private ProblemReply() {}

    static void head(HttpServerResponse response, Problem problem) {
        response.setStatusCode(problem.status())
                .putHeader(Names.CONTENT_TYPE, Names.PROBLEM_JSON)
                .putHeader(Names.CACHE_CONTROL, Names.NO_STORE);
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader(Names.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
        }
        if (problem.kind() == Kind.UNAUTHORIZED) {
            response.putHeader(Names.WWW_AUTHENTICATE, Names.BEARER);
        }
    }

    static byte[] body(Problem problem, String instance) {
        try {
            return JSON.writeValueAsBytes(problem.body(instance));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem must be writable.", e);
        }
    }
}
