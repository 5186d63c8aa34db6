package dev.terrace.monitoring.api;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.BearerMechanism;
import dev.terrace.kit.security.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Who calls. */
@Singleton
public class Callers {
    private final SecurityIdentity identity;

    @Inject
    public Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller of the present request. */
    Caller now() {
        Caller caller = identity.getAttribute(BearerMechanism.CALLER);
        if (caller == null) {
            throw Problem.of(Kind.UNAUTHORIZED, "A valid bearer token is needed.");
        }
        return caller;
    }
}
