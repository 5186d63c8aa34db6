package dev.terrace.gateway.cache.fills;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** All calls of a node to its tiers and origins go through here: one that a gate was put up for is held, the others are counted. */
final class Gates {
    private final ConcurrentHashMap<At, Gate> gates = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> running = new ConcurrentHashMap<>();

    private record At(String key, Spot spot) {}

    /** The next such call for that key will be held. */
    Gate put(String key, Spot spot, boolean before) {
        Gate gate = new Gate(before);
        gates.put(new At(key, spot), gate);
        return gate;
    }

    /** What was put up and never met. */
    void clear(String key) {
        gates.keySet().removeIf(at -> at.key.equals(key));
    }

    /** Whether no call for that key runs or is held. */
    boolean quiet(String key) {
        return !running.containsKey(key);
    }

    <T> Uni<T> pass(String key, Spot spot, Supplier<Uni<T>> work) {
        Gate gate = gates.remove(new At(key, spot));
        ScheduleTime.next(gate);
        // A call counts as running until all that follows from its answer at once has begun.
        return Uni.createFrom().emitter(caller -> {
            running.merge(key, 1, Integer::sum);
            Uni<T> call = gate == null ? Uni.createFrom().<T>deferred(work::get) : gate.hold(work);
            call.subscribe()
                    .with(
                            item -> {
                                caller.complete(item);
                                ended(key);
                            },
                            failure -> {
                                caller.fail(failure);
                                ended(key);
                            });
        });
    }

    private void ended(String key) {
        running.computeIfPresent(key, (k, n) -> n == 1 ? null : n - 1);
    }
}
