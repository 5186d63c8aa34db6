package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step for each of many items, a bounded number at the same time. However many steps are done at once, the stack stays as deep as it
 * is: {@code Uni.join()} with a bound begins the next step where one ends, so a few hundred that end at once overflow a thread's stack, and
 * whoever waits for the whole waits for ever.
 */
public final class Each {
    private Each() {}

    /** The results in the items' order; fails with the first failure, and begins nothing after it. */
    public static <T, R extends @Nullable Object> Uni<List<R>> of(
            List<T> items, int atOnce, Function<? super T, Uni<R>> step) {
        return run(items, atOnce, step, false);
    }

    /** As {@link #of}, but every step is taken before it fails. */
    public static <T, R extends @Nullable Object> Uni<List<R>> whole(
            List<T> items, int atOnce, Function<? super T, Uni<R>> step) {
        return run(items, atOnce, step, true);
    }

    private static <T, R extends @Nullable Object> Uni<List<R>> run(
            List<T> items, int atOnce, Function<? super T, Uni<R>> step, boolean whole) {
        return Uni.createFrom().deferred(() -> {
            AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
            var steps = Multi.createFrom().range(0, items.size()).onItem().transformToUni(at -> Uni.createFrom()
                    .deferred(() -> step.apply(items.get(at)))
                    .invoke(result -> results.set(at, result))
                    .replaceWith(at));
            return (whole ? steps.collectFailures() : steps)
                    .merge(atOnce)
                    .collect()
                    .last()
                    .map(last -> list(results));
        });
    }

    private static <R extends @Nullable Object> List<R> list(AtomicReferenceArray<R> results) {
        List<R> all = new ArrayList<>(results.length());
        for (int i = 0; i < results.length(); i++) {
            all.add(results.get(i));
        }
        return all;
    }
}
