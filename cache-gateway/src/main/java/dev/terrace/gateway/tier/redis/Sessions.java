package dev.terrace.gateway.tier.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections, so many for each event loop, made when first needed and again after they were forgotten. A caller on an event loop gets one of
 * its own loop, where they are made by whoever connects there, so that neither its call nor the answer changes threads. Callers of all other
 * threads share as many. Safe for use by many threads.
 */
final class Sessions<S> {
    private final int each;
    private final Function<Runnable, Future<S>> connect;
    private final ConcurrentHashMap<Thread, Loop> loops = new ConcurrentHashMap<>();
    private final Loop elsewhere;

    private final class Loop {
        private final AtomicReferenceArray<@Nullable Future<S>> made = new AtomicReferenceArray<>(each);
        private final AtomicInteger turn = new AtomicInteger();
    }

    /** {@code connect} makes one on the caller's event loop, and runs what it is given once that one is of no use any more. */
    Sessions(int each, Function<Runnable, Future<S>> connect) {
        this.each = each;
        this.connect = connect;
        this.elsewhere = new Loop();
    }

    /** One for the caller's thread, the next in turn. */
    Future<S> next() {
        Loop loop = loop();
        int slot = Math.floorMod(loop.turn.getAndIncrement(), each);
        Future<S> present = loop.made.get(slot);
        if (present != null && !present.failed()) {
            return present;
        }
        Promise<S> promise = Promise.promise();
        if (!loop.made.compareAndSet(slot, present, promise.future())) {
            Future<S> other = loop.made.get(slot);
            return other == null ? Future.failedFuture("The connection was closed.") : other;
        }
        Runnable forget = () -> loop.made.compareAndSet(slot, promise.future(), null);
        connect.apply(forget).onComplete(promise);
        promise.future().onFailure(e -> forget.run());
        return promise.future();
    }

    private Loop loop() {
        if (!Context.isOnEventLoopThread()) {
            return elsewhere;
        }
        Loop known = loops.get(Thread.currentThread());
        return known != null ? known : loops.computeIfAbsent(Thread.currentThread(), thread -> new Loop());
    }

    /** How many there may be by now. */
    int most() {
        return each * (loops.size() + 1);
    }
}
