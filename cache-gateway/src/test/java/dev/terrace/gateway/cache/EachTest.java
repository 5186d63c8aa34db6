package dev.terrace.gateway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EachTest {
    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void stepsThatEndAtOnceTakeNoStack() throws InterruptedException {
        List<Integer> found = new ArrayList<>();
        Thread small = new Thread(
                null,
                () -> Each.of(numbers(100_000), 32, n -> Uni.createFrom().item(n))
                        .subscribe()
                        .with(found::addAll),
                "small stack",
                256 << 10);
        small.start();
        small.join();
        assertEquals(numbers(100_000), found);
    }

    @Test
    void noMoreThanSoManyAreUnderWayAndTheOrderIsTheItems() {
        List<UniEmitter<? super Integer>> waiting = new ArrayList<>();
        List<List<Integer>> results = new ArrayList<>();
        Each.<Integer, Integer>of(numbers(10), 3, n -> Uni.createFrom().emitter(waiting::add))
                .subscribe()
                .with(results::add);
        assertEquals(3, waiting.size());
        waiting.get(2).complete(2);
        assertEquals(4, waiting.size());
        for (int n : new int[] {0, 1, 3, 5, 4, 6, 7, 9, 8}) {
            assertTrue(n < waiting.size() && waiting.size() <= n + 4, n + " of " + waiting.size());
            waiting.get(n).complete(n);
        }
        assertEquals(List.of(numbers(10)), results);
    }

    @Test
    void afterAFailureNothingBegins() {
        AtomicInteger begun = new AtomicInteger();
        Uni<List<Integer>> all = Each.of(numbers(100), 1, n -> {
            begun.incrementAndGet();
            return n == 5
                    ? Uni.createFrom().failure(new IllegalStateException("five"))
                    : Uni.createFrom().item(n);
        });
        assertEquals(
                "five",
                assertThrows(IllegalStateException.class, () -> all.await().indefinitely())
                        .getMessage());
        assertEquals(6, begun.get());
    }

    @Test
    void wholeTakesEveryStepBeforeItFails() {
        AtomicInteger begun = new AtomicInteger();
        Uni<List<Integer>> all = Each.whole(numbers(100), 4, n -> {
            begun.incrementAndGet();
            if (n == 5) {
                throw new IllegalStateException("five");
            }
            return Uni.createFrom().item(n);
        });
        assertThrows(IllegalStateException.class, () -> all.await().indefinitely());
        assertEquals(100, begun.get());
    }

    @Test
    void manyThreadsLoseNoStep() {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 50; round++) {
                List<Integer> found = Each.<Integer, Integer>of(
                                numbers(2000), 16, n -> Uni.createFrom().item(n).emitOn(threads))
                        .await()
                        .atMost(java.time.Duration.ofSeconds(30));
                assertEquals(numbers(2000), found);
            }
        }
    }
}
