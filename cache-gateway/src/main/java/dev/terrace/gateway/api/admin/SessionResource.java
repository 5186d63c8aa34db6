package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.access.Audit;
import dev.terrace.gateway.access.Logins;
import dev.terrace.gateway.access.SignedTokens;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Authenticator;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The dashboard's session: a token is changed for a cookie that scripts cannot read and other sites cannot send. */
@Path("/api/admin/caching/session")
@Tag(name = "session")
public class SessionResource {
    private final Authenticator authenticator;
    private final SignedTokens tokens;
    private final Logins logins;
    private final Callers callers;
    private final Audit audit;

    @Inject
    public SessionResource(
            Authenticator authenticator, SignedTokens tokens, Logins logins, Callers callers, Audit audit) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.logins = logins;
        this.callers = callers;
        this.audit = audit;
    }

    /** The admin token or an API key. */
    public record Login(@Nullable String token) {}

    /** Who is logged in. */
    public record Who(String subject, String role) {}

    /** Logs in; 401 for a token that does not hold, 429 after too many of them. */
    @POST
    @PermitAll
    public Uni<Response> login(@Nullable Login login, @Context HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        logins.admit(address);
        String token = Bodies.needed(login).token();
        if (token == null || token.isBlank()) {
            throw Problem.field("/token", "Needed.");
        }
        return known(token.strip()).map(caller -> {
            if (caller.isEmpty()) {
                logins.failed(address);
                throw Problem.of(Kind.UNAUTHORIZED, "The token does not hold.");
            }
            logins.succeeded(address);
            audit.record(new Audit.Deed(caller.get().subject(), "session.begin", "session", Map.of(), Map.of(), null));
            return answer(tokens.session(caller.get()), (int) SignedTokens.SESSION.toSeconds(), request);
        });
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Who present() {
        Caller caller = callers.present();
        return new Who(caller.subject(), caller.role().wireName());
    }

    /** Logs out; also when there was no session. */
    @DELETE
    @PermitAll
    public Response logout(@Context HttpServerRequest request) {
        return answer("", 0, request);
    }

    /** A signed token would make a short life long: only what was given to people counts. */
    private Uni<Optional<Caller>> known(String token) {
        boolean signed = token.chars().filter(c -> c == '.').count() == 2;
        return signed ? Uni.createFrom().item(Optional.empty()) : authenticator.find(token);
    }

    private static Response answer(String value, int seconds, HttpServerRequest request) {
        NewCookie cookie = new NewCookie.Builder(Authenticator.COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(request.isSSL())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
        return Response.noContent().cookie(cookie).build();
    }
}
