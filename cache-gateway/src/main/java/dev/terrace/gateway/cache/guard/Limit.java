package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A call with a time limit. What comes after it goes nowhere, but the call itself is not cancelled: it may still take effect, as a tier
 * that was stopped does when it goes on.
 */
public final class Limit<T> {
    private final UniEmitter<? super T> caller;
    private final AtomicBoolean ended = new AtomicBoolean();
    private Runnable untimed = () -> {};

    private Limit(UniEmitter<? super T> caller) {
        this.caller = caller;
    }

    /** The call's result, or a {@link TierFailure} when it takes longer. The call is made at each subscription. */
    public static <T> Uni<T> of(Time time, Supplier<? extends Uni<? extends T>> call, long limitMs) {
        return Uni.createFrom().emitter(caller -> new Limit<T>(caller).start(time, call, limitMs));
    }

    private void start(Time time, Supplier<? extends Uni<? extends T>> call, long limitMs) {
        Uni<? extends T> running;
        try {
            running = call.get();
        } catch (RuntimeException failure) {
            caller.fail(failure);
            return;
        }
        untimed = time.after(limitMs, () -> {
            if (ended.compareAndSet(false, true)) {
                caller.fail(new TierFailure(Outcome.TIMEOUT, "no answer within " + limitMs + " ms"));
            }
        });
        running.subscribe().with(this::complete, this::fail);
    }

    private void complete(T item) {
        if (ended.compareAndSet(false, true)) {
            untimed.run();
            caller.complete(item);
        }
    }

    private void fail(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            untimed.run();
            caller.fail(failure);
        }
    }
}
