package dev.terrace.gateway.api.forward;

import dev.terrace.gateway.access.SignedTokens;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Authenticator;
import dev.terrace.kit.security.Caller;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Routes to the services behind: the admin paths that are theirs, for callers with credentials, and the open delivery of assets. Which role
 * may do what is theirs to decide; who calls they are told by a token of a minute.
 */
@Singleton
public class Entrance {
    /** After the security handlers, before the bound for bodies that are read as a whole: what passes through may be longer. */
    private static final int BEFORE_BODY_LIMIT = -3;

    private static final long MOST_JSON = 16L << 20;

    private final Upstreams upstreams;
    private final Relay relay;
    private final Authenticator authenticator;
    private final SignedTokens tokens;
    private final Problems problems;

    @Inject
    public Entrance(
            Upstreams upstreams, Relay relay, Authenticator authenticator, SignedTokens tokens, Problems problems) {
        this.upstreams = upstreams;
        this.relay = relay;
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.problems = problems;
    }

    void routes(@Observes Router router) {
        router.route(Upstream.ADMIN + "*").order(BEFORE_BODY_LIMIT).handler(this::admin);
        for (String open : new String[] {"/assets/*", "/img/*"}) {
            router.route(open)
                    .order(BEFORE_BODY_LIMIT)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(context -> relay.pass(context, upstreams.assets(), null));
        }
    }

    private void admin(RoutingContext context) {
        Optional<Upstream> owner = upstreams.owner(context.request().path());
        if (owner.isEmpty()) {
            bounded(context);
            return;
        }
        context.request().pause();
        authenticator
                .authenticate(context.request())
                .subscribe()
                .with(caller -> admitted(context, owner.get(), caller), context::fail);
    }

    private void bounded(RoutingContext context) {
        if (Problems.declared(context.request()) > MOST_JSON) {
            problems.answer(context, Problem.of(Kind.TOO_LARGE, "At most 16 MiB of JSON."));
        } else {
            context.next();
        }
    }

    private void admitted(RoutingContext context, Upstream owner, Optional<Caller> caller) {
        if (caller.isEmpty()) {
            problems.answer(context, Problem.of(Kind.UNAUTHORIZED, "A valid bearer token is needed."));
            return;
        }
        relay.pass(context, owner, tokens.forward(caller.get()));
    }
}
