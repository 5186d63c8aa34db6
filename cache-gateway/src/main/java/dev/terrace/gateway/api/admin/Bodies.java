package dev.terrace.gateway.api.admin;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Request bodies. */
final class Bodies {
    private Bodies() {}

    /** The body; 400 when there is none. */
    static <T> T needed(@Nullable T body) {
        if (body == null) {
            throw Problem.of(Kind.MALFORMED, "The body is empty; JSON is needed.");
        }
        return body;
    }
}
