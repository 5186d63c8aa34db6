package dev.terrace.gateway.cache.sim;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** How a node reaches other processes: a call takes effect some time, and is answered some time after that, unless the node has died. */
final class Wire {
    private static final int LONG_MS = 90_000;

    private static final int TAME_MS = 40;

    private final SimTime time;
    private final int longest;
    private boolean dead;

    Wire(SimTime time, boolean tame) {
        this.time = time;
        this.longest = tame ? TAME_MS : LONG_MS;
    }

    /** From now on nothing leaves the node and nothing reaches it; what has left it still takes effect. */
    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** A call that takes effect whenever it likes. */
    <T> Uni<T> remote(Supplier<T> effect) {
        return remote(effect, longest);
    }

    /** A write to a system of record: what lands later than an intent is kept open cannot be known, and is not promised. */
    <T> Uni<T> write(Supplier<T> effect) {
        return remote(effect, Math.min(longest, 4500));
    }

    private <T> Uni<T> remote(Supplier<T> effect, int mostMs) {
        return Uni.createFrom().emitter(caller -> {
            if (dead) {
                return;
            }
            time.later(
                    () -> {
                        Runnable answer;
                        try {
                            T result = effect.get();
                            answer = () -> caller.complete(result);
                        } catch (RuntimeException failure) {
                            answer = () -> caller.fail(failure);
                        }
                        Runnable last = answer;
                        time.later(
                                () -> {
                                    if (!dead) {
                                        last.run();
                                    }
                                },
                                longest);
                    },
                    mostMs);
        });
    }
}
