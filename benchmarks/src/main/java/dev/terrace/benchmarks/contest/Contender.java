package dev.terrace.benchmarks.contest;

import dev.terrace.benchmarks.load.Target;
import java.util.List;

/**
 * One of those that are asked in turn.
 *
 * @param target what is asked
 * @param helpers further processes that work for the answer, whose processor time counts too: a Redis behind a gateway
 * @param keys how many keys one request is for; figures are those of a key
 */
public record Contender(Target target, List<Long> helpers, int keys) {
    /** A server on its own, one key a request. */
    public static Contender of(Target target) {
        return new Contender(target, List.of(), 1);
    }

    /** As the report calls it. */
    public String name() {
        return target.name();
    }
}
