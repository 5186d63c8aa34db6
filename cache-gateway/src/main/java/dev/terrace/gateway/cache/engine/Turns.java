package dev.terrace.gateway.cache.engine;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Work on one key after the other, on this node: what would only get in its own way at the record waits its turn here. Keys share stripes;
 * beyond the bound of a stripe work is refused.
 */
final class Turns {
    private static final int STRIPES = 256;
    private static final int MOST_WAITING = 4096;

    private final Stripe[] stripes = new Stripe[STRIPES];

    Turns() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** The work's result when its turn has come, or {@code full} when too many wait. */
    <T> Uni<T> of(long hash, Supplier<Uni<T>> work, T full) {
        Stripe stripe = stripes[(int) (hash & (STRIPES - 1))];
        return Uni.createFrom().emitter(caller -> {
            Runnable turn = () -> Uni.createFrom()
                    .<T>deferred(work::get)
                    .onTermination()
                    .invoke(stripe::next)
                    .subscribe()
                    .with(caller::complete, caller::fail);
            if (!stripe.take(turn)) {
                caller.complete(full);
            }
        });
    }

    private static final class Stripe {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private boolean busy;

        boolean take(Runnable turn) {
            synchronized (this) {
                if (busy) {
                    return waiting.size() < MOST_WAITING && waiting.add(turn);
                }
                busy = true;
            }
            turn.run();
            return true;
        }

        void next() {
            Runnable turn;
            synchronized (this) {
                turn = waiting.poll();
                busy = turn != null;
            }
            if (turn != null) {
                turn.run();
            }
        }
    }
}
