package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.LockedException;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tier behind its server's breaker: each call ends within its limit, as a result or as a {@link TierFailure}. */
public class Guarded implements CacheTier {
    /** Time limits, milliseconds, and calls in flight at most. */
    public record Limits(long readMs, long writeMs, int inFlight) {
        /** Of copies: a slow one is as good as none. */
        public static final Limits COPY = new Limits(250, 2000, 4096);
        /** Of a record: there is nothing else to ask. */
        public static final Limits RECORD = new Limits(2000, 2000, 4096);
    }

    private final CacheTier tier;
    private final Breaker breaker;
    private final Limits limits;
    private final Time time;
    private final Supplier<Uni<?>> probe;

    /** Guards a tier. */
    public Guarded(CacheTier tier, Breaker breaker, Limits limits, Time time) {
        this.tier = tier;
        this.breaker = breaker;
        this.limits = limits;
        this.time = time;
        this.probe = tier::probe;
    }

    /** A call within limits. */
    protected <T> Uni<T> call(Supplier<Uni<T>> op, long limitMs) {
        if (breaker.state() != Breaker.State.CLOSED) {
            return Uni.createFrom().failure(new TierFailure(Outcome.OPEN, "breaker is open"));
        }
        return Uni.createFrom().deferred(() -> {
            if (breaker.inFlight().incrementAndGet() > limits.inFlight()) {
                breaker.inFlight().decrementAndGet();
                return Uni.createFrom().failure(new TierFailure(Outcome.ERROR, "too many calls in flight"));
            }
            breaker.begins(probe);
            return Limit.<T>of(time, op, limitMs)
                    .onItemOrFailure()
                    .transformToUni((item, failure) -> ended(item, failure));
        });
    }

    private <T> Uni<T> ended(T item, Throwable failure) {
        breaker.inFlight().decrementAndGet();
        if (failure == null) {
            breaker.success();
            return Uni.createFrom().item(item);
        }
        if (failure instanceof LockedException) {
            breaker.success();
        } else {
            breaker.failure(probe);
        }
        return Uni.createFrom().failure(TierFailure.of(failure));
    }

    /** Time limit of a write, milliseconds. */
    protected long writeMs() {
        return limits.writeMs();
    }

    @Override
    public TierName name() {
        return tier.name();
    }

    @Override
    public Capabilities capabilities() {
        return tier.capabilities();
    }

    @Override
    public Uni<Lookup> find(CacheKey key) {
        return call(() -> tier.find(key), limits.readMs());
    }

    @Override
    public Uni<List<Lookup>> findAll(List<CacheKey> keys) {
        return call(() -> tier.findAll(keys), limits.readMs() * 2);
    }

    @Override
    public Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket) {
        return call(() -> tier.store(key, entry, ticket), limits.writeMs());
    }

    @Override
    public Uni<Ticket> ticket(CacheKey key) {
        return call(() -> tier.ticket(key), limits.readMs());
    }

    @Override
    public Uni<Void> remove(CacheKey key, Position mark) {
        return call(() -> tier.remove(key, mark), limits.writeMs());
    }

    @Override
    public Uni<Void> purge(Map<CacheKey, Position> marks) {
        return call(() -> tier.purge(marks), limits.writeMs());
    }

    @Override
    public Uni<Void> raiseFloor(Position floor) {
        return call(() -> tier.raiseFloor(floor), limits.writeMs());
    }

    @Override
    public Uni<Void> renew(Position generation) {
        return call(() -> tier.renew(generation), limits.writeMs());
    }

    /** With the breaker's state. */
    @Override
    public TierState state() {
        TierState s = tier.state();
        return new TierState(
                s.tier(),
                s.entries(),
                s.bytes(),
                s.maxBytes(),
                s.deadEntries(),
                s.evictions(),
                s.earlyEvictions(),
                breaker.state().word(),
                s.poolInUse(),
                s.poolWaiting(),
                s.poolMax());
    }

    @Override
    public @Nullable Browsable browsable() {
        Browsable listing = tier.browsable();
        return listing == null ? null : new GuardedListing(listing, breaker, time);
    }

    /** Asks even when the breaker is open. */
    @Override
    public Uni<String> probe() {
        return Limit.of(time, tier::probe, limits.writeMs());
    }

    @Override
    public void close() {
        tier.close();
    }
}
