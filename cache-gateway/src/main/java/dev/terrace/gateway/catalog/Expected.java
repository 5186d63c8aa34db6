package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which version a caller believes to change.
 *
 * @param ifMatch the If-Match header: etags or {@code *}; null when absent
 * @param version the version in the body; null when absent
 */
public record Expected(@Nullable String ifMatch, @Nullable Long version) {
    /** Whatever is there. */
    public static final Expected ANY = new Expected("*", null);

    /** 428 when nothing was said. */
    public Expected orRefused() {
        if (ifMatch == null && version == null) {
            throw Problem.of(Kind.PRECONDITION_REQUIRED, "Send If-Match with the ETag, or version in the body.");
        }
        return this;
    }

    /** 412 for a stale If-Match, 409 for a stale version. */
    void check(CacheConfiguration present) {
        if (ifMatch != null
                && Arrays.stream(ifMatch.split(","))
                        .map(String::strip)
                        .noneMatch(e -> e.equals("*") || e.equals(present.etag()))) {
            throw Problem.of(Kind.PRECONDITION_FAILED, "The present ETag is " + present.etag() + ".");
        }
        if (version != null && version != present.version()) {
            throw Problem.of(Kind.CONFLICT, "The present version is " + present.version() + ".");
        }
    }
}
