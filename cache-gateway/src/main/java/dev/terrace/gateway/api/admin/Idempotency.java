package dev.terrace.gateway.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.terrace.gateway.access.KeptAnswers;
import dev.terrace.gateway.access.KeptAnswers.Answer;
import dev.terrace.gateway.access.KeptAnswers.Found;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * POSTs of the admin API with an Idempotency-Key are done once a caller and key: asked again within a day the answer of the first time is
 * given, with {@code Idempotency-Replayed: true}. The same key with another path, query or body is 422, while the first is under way 409.
 * Answers that say "not now" (429, 5xx) are not kept, so the same request may be tried again. Secrets are never kept: an API key that is asked
 * for again comes without its secret. Logging in ignores the header.
 */
public class Idempotency {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = Logger.getLogger(Idempotency.class);
    private static final String CLAIM = "terrace.idempotency";
    private static final String ADMIN = "/api/admin/caching/";
    private static final int MOST_BYTES = 1 << 20;

    private final KeptAnswers answers;
    private final Callers callers;
    private final ObjectMapper json;

    @Inject
    public Idempotency(KeptAnswers answers, Callers callers, ObjectMapper json) {
        this.answers = answers;
        this.callers = callers;
        this.json = json;
    }

    /** Claims the key and goes on, or answers. */
    @ServerRequestFilter
    public Uni<@Nullable Response> begin(ContainerRequestContext request, HttpServerRequest http) {
        String key = request.getHeaderString(HEADER);
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if (key == null || !request.getMethod().equals("POST") || !path.startsWith(ADMIN) || session(path)) {
            return Uni.createFrom().nullItem();
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Problem.of(Kind.MALFORMED, "Idempotency-Key has 1 to 255 visible characters of ASCII.");
        }
        KeptAnswers.Name name = new KeptAnswers.Name(callers.present().subject(), key);
        return body(http).flatMap(body -> {
            request.setEntityStream(new ByteArrayInputStream(body));
            return answers.claim(name, fingerprint(target(request), body))
                    .onFailure()
                    .transform(Idempotency::away)
                    .map(found -> settle(request, found));
        });
    }

    private static boolean session(String path) {
        return path.equals(ADMIN + "session") || path.equals(ADMIN + "session/");
    }

    private static Problem away(Throwable failure) {
        LOG.warnf("idempotency key not claimed reason=%s", failure.getMessage());
        return Problem.of(Kind.UNAVAILABLE, "Whether this was done before cannot be said now; nothing was done.");
    }

    private @Nullable Response settle(ContainerRequestContext request, Found found) {
        return switch (found) {
            case Found.Claimed claimed -> {
                request.setProperty(CLAIM, claimed);
                yield null;
            }
            case Found.Kept kept -> replayed(kept.answer());
            case Found.UnderWay underWay ->
                throw Problem.of(Kind.CONFLICT, "The request of that Idempotency-Key is under way.")
                        .retryAfter(1);
            case Found.Other other ->
                throw Problem.of(Kind.UNPROCESSABLE, "That Idempotency-Key was another request's.");
        };
    }

    /** Path without a trailing slash, and query. */
    private static String target(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain + "?" + (uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    static byte[] fingerprint(String target, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The whole body; 413 beyond the bound. */
    private static Uni<byte[]> body(HttpServerRequest http) {
        return Uni.createFrom().emitter(caller -> {
            if (http.isEnded()) {
                caller.complete(new byte[0]);
                return;
            }
            Buffer all = Buffer.buffer();
            http.handler(part -> {
                if (all.length() + part.length() <= MOST_BYTES) {
                    all.appendBuffer(part);
                } else {
                    caller.fail(Problem.of(
                            Kind.TOO_LARGE, "With an Idempotency-Key a body has at most " + MOST_BYTES + " bytes."));
                }
            });
            http.exceptionHandler(caller::fail);
            http.endHandler(end -> caller.complete(all.getBytes()));
            http.resume();
        });
    }

    private Response replayed(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header(REPLAYED, "true");
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.etag() != null) {
            response.header(HttpHeaders.ETAG, answer.etag());
        }
        if (answer.body() != null) {
            response.type(answer.mediaType()).entity(new RawValue(answer.body()));
        }
        return response.build();
    }

    /** Keeps the answer before it is given, or frees the key. */
    @ServerResponseFilter
    public Uni<Void> end(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIM) instanceof Found.Claimed claimed)) {
            return Uni.createFrom().voidItem();
        }
        boolean notNow = response.getStatus() >= 500 || response.getStatus() == 429;
        Uni<Void> settled = notNow ? answers.release(claimed) : answers.keep(claimed, answer(request, response));
        return settled.onFailure()
                .invoke(failure -> LOG.warnf("answer not kept reason=%s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Answer answer(ContainerRequestContext request, ContainerResponseContext response) {
        return new Answer(
                response.getStatus(),
                response.getHeaderString(HttpHeaders.LOCATION),
                response.getHeaderString(HttpHeaders.ETAG),
                response.getMediaType() == null
                        ? "application/json"
                        : response.getMediaType().toString(),
                response.hasEntity() ? body(request, response.getEntity()) : null);
    }

    private String body(ContainerRequestContext request, Object entity) {
        try {
            String path = request.getUriInfo().getRequestUri().getRawPath();
            if (path.startsWith(ADMIN + "api_keys") && json.valueToTree(entity) instanceof ObjectNode object) {
                object.remove("secret");
                return object.toString();
            }
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is answered is JSON.", e);
        }
    }
}
