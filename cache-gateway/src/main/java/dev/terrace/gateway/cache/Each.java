package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step for each of many items, a bounded number at the same time. However many steps are done at once, the stack stays as deep as it
 * is: where one step's end begins the next, a few hundred of them that end at once overflow the stack of a thread, and whoever waits for
 * the whole waits for ever.
 *
 * @param <T> an item
 * @param <R> what its step results in
 */
public final class Each<T, R> {
    private final List<T> items;
    private final int atOnce;
    private final Function<? super T, Uni<R>> step;
    private final boolean failFast;
    private final UniEmitter<? super List<R>> caller;
    private final AtomicReferenceArray<R> results;
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private int next;
    private volatile boolean given;
    private volatile @Nullable Throwable failed;

    private Each(
            List<T> items,
            int atOnce,
            Function<? super T, Uni<R>> step,
            boolean failFast,
            UniEmitter<? super List<R>> caller) {
        this.items = items;
        this.atOnce = atOnce;
        this.step = step;
        this.failFast = failFast;
        this.caller = caller;
        this.results = new AtomicReferenceArray<>(items.size());
    }

    /** The results in the items' order; fails with the first failure, and begins nothing after it. */
    public static <T, R> Uni<List<R>> of(List<T> items, int atOnce, Function<? super T, Uni<R>> step) {
        return run(items, atOnce, step, true);
    }

    /** As {@link #of}, but every step is taken before it fails. */
    public static <T, R> Uni<List<R>> whole(List<T> items, int atOnce, Function<? super T, Uni<R>> step) {
        return run(items, atOnce, step, false);
    }

    private static <T, R> Uni<List<R>> run(
            List<T> items, int atOnce, Function<? super T, Uni<R>> step, boolean failFast) {
        return items.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.createFrom().emitter(caller -> new Each<>(items, atOnce, step, failFast, caller).go());
    }

    /** Whoever comes while another thread, or a frame below on this one, begins steps leaves the next ones to it. */
    private void go() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (next < items.size() && !given && underWay.get() < atOnce) {
                underWay.incrementAndGet();
                begin(next++);
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void begin(int at) {
        Uni<R> one;
        try {
            one = step.apply(items.get(at));
        } catch (RuntimeException failure) {
            one = Uni.createFrom().failure(failure);
        }
        one.subscribe()
                .with(
                        result -> {
                            results.set(at, result);
                            ends();
                        },
                        failure -> {
                            failed = failed == null ? failure : failed;
                            if (failFast) {
                                given = true;
                                caller.fail(failure);
                            }
                            ends();
                        });
    }

    private void ends() {
        underWay.decrementAndGet();
        if (ended.incrementAndGet() < items.size()) {
            go();
            return;
        }
        Throwable failure = failed;
        if (failure != null) {
            caller.fail(failure);
        } else {
            List<R> all = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                all.add(results.get(i));
            }
            caller.complete(all);
        }
    }
}
