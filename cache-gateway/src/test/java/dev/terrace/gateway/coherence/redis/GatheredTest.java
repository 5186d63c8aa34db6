package dev.terrace.gateway.coherence.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a log that answers when it is told to. */
class GatheredTest {
    private final Queue<Call> calls = new ArrayDeque<>();
    private final Gathered gathered =
            new Gathered(marks -> Uni.createFrom().emitter(emitter -> calls.add(new Call(marks, emitter))));
    private long offset;

    private record Call(List<Mark> marks, UniEmitter<? super List<Appended>> emitter) {}

    private void answer(Call call) {
        List<Appended> appended = new ArrayList<>();
        call.marks.forEach(mark -> appended.add(new Appended(new Position(1, ++offset), false, 0)));
        call.emitter.complete(appended);
    }

    /** Asks for two marks of that number. */
    private CompletableFuture<List<Appended>> ask(int n) {
        Mark mark = new Mark.Key("c", "k" + n, n, Position.NONE);
        return gathered.append(List.of(mark, mark)).subscribeAsCompletionStage();
    }

    private List<CompletableFuture<List<Appended>>> ask(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(this::ask).toList();
    }

    private static List<Long> offsets(CompletableFuture<List<Appended>> answer) {
        return answer.join().stream().map(one -> one.position().offset()).toList();
    }

    @Test
    void oneAloneGoesAtOnceAndThoseThatComeMeanwhileGoTogether() {
        CompletableFuture<List<Appended>> alone = ask(0);
        List<CompletableFuture<List<Appended>>> meanwhile = ask(1, 100);
        assertEquals(1, calls.size(), "one call is on its way at a time");
        answer(calls.remove());
        assertEquals(List.of(1L, 2L), offsets(alone));
        Call together = calls.remove();
        assertEquals(200, together.marks.size());
        assertFalse(meanwhile.getFirst().isDone());
        answer(together);
        for (int n = 0; n < 100; n++) {
            assertEquals(List.of(2L * n + 3, 2L * n + 4), offsets(meanwhile.get(n)), "the answers of its own marks");
        }
        assertTrue(calls.isEmpty());
        assertFalse(ask(0).isDone());
        assertEquals(1, calls.size(), "and the next one alone goes at once again");
    }

    @Test
    void aCallIsBounded() {
        List<CompletableFuture<List<Appended>>> all = ask(0, Gathered.MOST);
        List<Integer> sizes = new ArrayList<>();
        while (!calls.isEmpty()) {
            sizes.add(calls.element().marks.size());
            answer(calls.remove());
        }
        assertEquals(List.of(2, Gathered.MOST, Gathered.MOST - 2), sizes);
        assertTrue(all.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void aFailureIsAlsoThatOfThoseThatWaitedAndTheNextOneGoesAnew() {
        List<CompletableFuture<List<Appended>>> all = ask(0, 3);
        calls.remove().emitter.fail(new IllegalStateException("away"));
        assertTrue(all.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        assertTrue(calls.isEmpty());
        CompletableFuture<List<Appended>> next = ask(9);
        answer(calls.remove());
        assertEquals(List.of(1L, 2L), offsets(next));
    }
}
