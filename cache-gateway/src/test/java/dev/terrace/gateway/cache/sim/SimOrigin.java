package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.guard.Limit;
import io.smallrye.mutiny.Uni;

/** An origin whose answers are the truth at the moment they were made. */
final class SimOrigin implements Origin {
    private final World world;
    private final Node node;
    private final Truth truth;
    private final SimTime time;
    private final Wire wire;

    SimOrigin(World world, Node node, Wire wire) {
        this.world = world;
        this.node = node;
        this.truth = world.truth;
        this.time = world.time;
        this.wire = wire;
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public boolean conditional() {
        return false;
    }

    @Override
    public long softTimeoutMs() {
        return 200;
    }

    @Override
    public long hardTimeoutMs() {
        return 2000;
    }

    /** No time limit on reads: a load may take a minute and more, and then still fill. */
    @Override
    public Uni<Fetched> fetch(CacheKey key) {
        return wire.remote(() -> {
                    world.loads.add(node);
                    return truth.of(key.key())
                            .<Fetched>map(v -> new Fetched.Value(World.newValue(key.key(), v), true))
                            .orElse(new Fetched.Nothing());
                })
                .onItem()
                .transformToUni(this::taken);
    }

    private Uni<Fetched> taken(Fetched fetched) {
        return world.loadMs == 0
                ? Uni.createFrom().item(fetched)
                : Uni.createFrom()
                        .emitter(caller -> time.after(world.loadMs, () -> {
                            if (!wire.isDead()) {
                                caller.complete(fetched);
                            }
                        }));
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition) {
        return limited(wire.write(() -> {
            truth.put(key.key(), World.value(value.bytes()));
            return new Written.Done(false, null);
        }));
    }

    @Override
    public Uni<Written> delete(CacheKey key, Condition condition) {
        return limited(wire.write(() -> {
            truth.remove(key.key());
            return new Written.Done(false, null);
        }));
    }

    private Uni<Written> limited(Uni<Written> call) {
        return Limit.<Written>of(time, () -> call, hardTimeoutMs())
                .onFailure()
                .recoverWithItem(late -> new Written.Failed(Refusal.ORIGIN_TIMEOUT, "outcome unknown"));
    }

    @Override
    public Uni<String> probe() {
        return Uni.createFrom().item("sim");
    }

    @Override
    public void close() {}
}
