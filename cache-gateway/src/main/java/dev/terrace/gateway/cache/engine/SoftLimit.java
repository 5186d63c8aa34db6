package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.ReadResult;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;

/** After the soft time limit a stale entry at hand is the answer; the load goes on and fills. */
record SoftLimit(Scope scope, Answers answers, long softMs) {
    Uni<ReadResult> of(Read read, Uni<ReadResult> loaded, long start) {
        return Uni.createFrom().emitter(caller -> {
            AtomicBoolean ended = new AtomicBoolean();
            Runnable untimed = scope.time().after(softMs, () -> {
                Read.Stale stale = read.stale();
                if (stale != null
                        && scope.ifError(stale.entry(), scope.time().millis())
                        && scope.stillGood(read.key, stale)
                        && ended.compareAndSet(false, true)) {
                    caller.complete(answers.stale(read, stale, start));
                }
            });
            loaded.subscribe()
                    .with(
                            result -> {
                                if (ended.compareAndSet(false, true)) {
                                    untimed.run();
                                    caller.complete(result);
                                }
                            },
                            failure -> {
                                if (ended.compareAndSet(false, true)) {
                                    untimed.run();
                                    caller.fail(failure);
                                }
                            });
        });
    }
}
