package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;

/** Who changes a configuration, and which version they believe to change. */
public record By(Caller caller, Expected expected) {
    /** 403 for a cache the caller is not limited to, then 412 or 409 for a stale version. */
    void check(CacheConfiguration present) {
        allowed(caller, present.name());
        expected.check(present);
    }

    /** 403 when the caller is limited to other caches. */
    public static void allowed(Caller caller, String cache) {
        if (!caller.mayUse(cache)) {
            throw Problem.of(Kind.FORBIDDEN, "Your credentials are limited to other caches.");
        }
    }

    String actor() {
        return caller.subject();
    }
}
