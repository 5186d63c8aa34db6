package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/** Listings behind a breaker: not asked while it is open, and within a time limit; but people who look do not open it. */
record GuardedListing(Browsable tier, Breaker breaker, Time time) implements Browsable {
    private static final long LIMIT_MS = 3000;

    @Override
    public Uni<Listing> browse(Ask ask) {
        return guarded(() -> tier.browse(ask));
    }

    @Override
    public Uni<List<Listed>> held(boolean records, List<CacheKey> keys) {
        return guarded(() -> tier.held(records, keys));
    }

    private <T> Uni<T> guarded(Supplier<Uni<T>> call) {
        return breaker.state() == Breaker.State.CLOSED
                ? Limit.of(time, call, LIMIT_MS)
                : Uni.createFrom().failure(new TierFailure(Outcome.OPEN, "breaker is open"));
    }
}
