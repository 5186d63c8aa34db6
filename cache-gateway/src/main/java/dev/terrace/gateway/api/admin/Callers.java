package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.catalog.By;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.BearerMechanism;
import dev.terrace.kit.security.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Who makes the present request. */
@Singleton
public class Callers {
    private final SecurityIdentity identity;

    @Inject
    public Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller; 401 without one. */
    public Caller present() {
        Caller caller = identity.getAttribute(BearerMechanism.CALLER);
        if (caller == null) {
            throw Problem.of(Kind.UNAUTHORIZED, "A valid bearer token is needed.");
        }
        return caller;
    }

    /** The caller, if they may use that cache; 403. */
    public Caller using(String cache) {
        Caller caller = present();
        By.allowed(caller, cache);
        return caller;
    }
}
