package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.Refusal;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;

/** The engine's refusals on the wire. */
final class Refusals {
    private Refusals() {}

    static Problem problem(Refusal why, String detail) {
        return Problem.of(kind(why), detail);
    }

    static Kind kind(Refusal why) {
        return switch (why) {
            case ORIGIN_FAILED -> Kind.ORIGIN;
            case ORIGIN_TIMEOUT, ONLY_IF_CACHED -> Kind.ORIGIN_TIMEOUT;
            case UNAVAILABLE, POSITION_NOT_REACHED -> Kind.UNAVAILABLE;
            case NOT_SUPPORTED -> Kind.UNPROCESSABLE;
            case TOO_LARGE -> Kind.TOO_LARGE;
            case CONFLICT -> Kind.CONFLICT;
        };
    }
}
