package dev.terrace.kit.security;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Our tokens as a Quarkus identity: the role's names as roles, the Caller as an attribute. */
@Singleton
public class BearerMechanism implements HttpAuthenticationMechanism {
    /** Attribute of the identity that holds the {@link Caller}. */
    public static final String CALLER = "terrace.caller";

    private final Authenticator authenticator;

    @Inject
    public BearerMechanism(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return authenticator.authenticate(context.request()).map(found -> found.map(BearerMechanism::identity)
                .orElse(null));
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.subject()))
                .addRoles(caller.role().includes())
                .addAttribute(CALLER, caller)
                .build();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        Problem problem = Problem.of(Kind.UNAUTHORIZED, "A valid bearer token is needed.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("WWW-Authenticate", "Bearer realm=\"terrace\"")
                .putHeader("Cache-Control", "no-store");
        Problem.Body body = problem.body(context.request().path());
        return Uni.createFrom()
                .completionStage(context.response()
                        .end(new JsonObject()
                                .put("type", body.type())
                                .put("title", body.title())
                                .put("status", body.status())
                                .put("detail", body.detail())
                                .put("instance", body.instance())
                                .encode())
                        .toCompletionStage())
                .replaceWith(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"terrace\""));
    }
}
