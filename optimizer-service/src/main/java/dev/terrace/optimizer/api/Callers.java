package dev.terrace.optimizer.api;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.BearerMechanism;
import dev.terrace.kit.security.Caller;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Who calls. */
@Singleton
public class Callers {
    private final CurrentIdentityAssociation identities;

    @Inject
    public Callers(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** The caller of this request. */
    Uni<Caller> caller() {
        return identities.getDeferredIdentity().map(identity -> {
            Caller caller = identity.getAttribute(BearerMechanism.CALLER);
            if (caller == null) {
                throw Problem.of(Kind.UNAUTHORIZED, "A valid bearer token is needed.");
            }
            return caller;
        });
    }

    /** Refuses a cache that the caller is not to touch. */
    static void require(Caller caller, String cacheName) {
        if (!caller.mayUse(cacheName)) {
            throw Problem.of(Kind.FORBIDDEN, "Your credentials do not cover this cache.");
        }
    }
}
