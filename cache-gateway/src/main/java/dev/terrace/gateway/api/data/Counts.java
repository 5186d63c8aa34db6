package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code _increment} of a key. */
final class Counts {
    private static final int MAX_BODY = 1024;
    private static final int MAX_NAME = 255;

    private final BodyBudget budget;

    Counts(BodyBudget budget) {
        this.budget = budget;
    }

    /** {@code by} is 1 when it is not given; {@code ttl} in seconds. */
    record Asked(@Nullable Long by, @Nullable BigDecimal ttl) {}

    /** {@code {"value": 5}}. */
    record Value(long value) {}

    void increment(Exchange exchange, CacheHandle cache, String key) {
        Increment.Once once = once(exchange.header(Names.IDEMPOTENCY_KEY));
        BodyReader.read(exchange, budget, MAX_BODY, body -> {
            Asked asked = body.length == 0 ? new Asked(null, null) : Json.read(body, Asked.class);
            long by = asked.by == null ? 1 : asked.by;
            Increment increment = new Increment(by, WriteParameters.ttl(asked.ttl, "/ttl"), once);
            cache.increment(key, increment)
                    .subscribe()
                    .with(result -> exchange.on(() -> answer(exchange, result)), exchange::failed);
        });
    }

    private static Increment.@Nullable Once once(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (name.isEmpty() || name.length() > MAX_NAME || !name.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw Problem.of(Kind.MALFORMED, "Idempotency-Key has 1 to " + MAX_NAME + " printable ASCII characters.");
        }
        return new Increment.Once(name);
    }

    private static void answer(Exchange exchange, WriteResult result) {
        switch (result) {
            case WriteResult.Done done -> {
                Writes.acknowledge(exchange, done);
                exchange.response
                        .putHeader(Names.CONTENT_TYPE, Names.JSON)
                        .putHeader(Names.CACHE_CONTROL, Names.NO_STORE);
                exchange.end(Json.bytes(new Value(done.count() == null ? 0 : done.count())));
            }
            case WriteResult.ConditionFailed failed ->
                exchange.problem(Problem.of(Kind.PRECONDITION_FAILED, "The condition did not hold."));
            case WriteResult.Refused refused -> exchange.problem(Refusals.problem(refused.why(), refused.detail()));
        }
    }
}
