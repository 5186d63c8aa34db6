package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import io.smallrye.mutiny.Uni;

/** The origin as one node reaches it. Answers are the truth at the moment they were made. */
record GatedOrigin(History history, Gates gates, Time time) implements Origin {
    private static final long HARD_MS = 2000;

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public boolean conditional() {
        return false;
    }

    /** Short, because a reader with a stale value really waits for it. */
    @Override
    public long softTimeoutMs() {
        return 20;
    }

    @Override
    public long hardTimeoutMs() {
        return HARD_MS;
    }

    @Override
    public Uni<Fetched> fetch(CacheKey key) {
        return Limit.<Fetched>of(
                        time,
                        () -> gates.pass(
                                key.key(), Spot.FETCH, () -> Uni.createFrom().item(() -> now(key.key()))),
                        HARD_MS)
                .onFailure()
                .recoverWithItem(late -> new Fetched.Failed(Refusal.ORIGIN_TIMEOUT, "no answer"));
    }

    private Fetched now(String key) {
        return history.value(key)
                .<Fetched>map(value -> new Fetched.Value(history.newValue(key, value), true))
                .orElse(new Fetched.Nothing());
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition) {
        return land(key.key(), History.value(value.bytes()));
    }

    @Override
    public Uni<Written> delete(CacheKey key, Condition condition) {
        return land(key.key(), History.NOTHING);
    }

    private Uni<Written> land(String key, int value) {
        return Limit.<Written>of(
                        time,
                        () -> gates.pass(key, Spot.WRITE, () -> Uni.createFrom().item(() -> {
                            history.land(key, value);
                            return new Written.Done(false, null);
                        })),
                        HARD_MS)
                .onFailure()
                .recoverWithItem(late -> new Written.Failed(Refusal.ORIGIN_TIMEOUT, "outcome unknown"));
    }

    @Override
    public Uni<String> probe() {
        return Uni.createFrom().item("history");
    }

    @Override
    public void close() {}
}
