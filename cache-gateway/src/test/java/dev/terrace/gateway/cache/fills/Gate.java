package dev.terrace.gateway.cache.fills;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Holds one call until it is opened. Its caller's time limit does not pass by itself, only when {@link #expire} says so. */
final class Gate {
    private final boolean before;
    private final CompletableFuture<Void> arrived = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile Runnable limit = () -> {};

    /** {@code before}: the call waits before it does its work; else its answer does, after it. */
    Gate(boolean before) {
        this.before = before;
    }

    <T> Uni<T> hold(Supplier<Uni<T>> work) {
        Uni<Void> barrier = Uni.createFrom().completionStage(() -> {
            arrived.complete(null);
            return opened;
        });
        return before
                ? barrier.<T>chain(work::get)
                : Uni.createFrom().<T>deferred(work::get).onItemOrFailure().call((item, failure) -> barrier);
    }

    void limitedBy(Runnable task) {
        limit = task;
    }

    CompletableFuture<Void> arrived() {
        return arrived;
    }

    /** The caller's time limit passes now. */
    void expire() {
        limit.run();
    }

    void open() {
        opened.complete(null);
    }
}
