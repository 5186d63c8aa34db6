package dev.terrace.gateway.invalidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RowsBehindTest {
    private final List<List<Integer>> lots = new ArrayList<>();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();
    private final RowsBehind rows = new RowsBehind(this::write, 3);

    private Uni<Void> write(List<Tuple> lot) {
        lots.add(lot.stream().map(row -> row.getInteger(0)).toList());
        answers.add(new CompletableFuture<>());
        return Uni.createFrom().completionStage(answers.getLast());
    }

    private CompletableFuture<Void> add(int row) {
        return rows.add(Tuple.of(row)).subscribeAsCompletionStage();
    }

    private CompletableFuture<Void> settled() {
        return rows.settled().subscribeAsCompletionStage();
    }

    @Test
    void gathersWhileALotIsOnItsWay() {
        assertTrue(add(1).isDone());
        assertTrue(add(2).isDone());
        assertTrue(add(3).isDone());
        assertEquals(List.of(List.of(1)), lots);
        answers.getFirst().complete(null);
        assertEquals(List.of(List.of(1), List.of(2, 3)), lots);
    }

    @Test
    void whoComesWhenTooManyWaitWaitsToo() {
        add(1);
        add(2);
        add(3);
        CompletableFuture<Void> third = add(4);
        assertFalse(third.isDone());
        answers.getFirst().complete(null);
        assertFalse(third.isDone());
        answers.getLast().complete(null);
        assertTrue(third.isDone());
        assertTrue(add(5).isDone());
    }

    @Test
    void readersSeeWhatWasTakenBefore() {
        assertTrue(settled().isDone());
        add(1);
        CompletableFuture<Void> first = settled();
        add(2);
        CompletableFuture<Void> second = settled();
        answers.getFirst().complete(null);
        assertTrue(first.isDone());
        assertFalse(second.isDone());
        answers.getLast().complete(null);
        assertTrue(second.isDone());
    }

    @Test
    void aLotThatFailsStopsNothing() {
        add(1);
        add(2);
        answers.getFirst().completeExceptionally(new IllegalStateException("away"));
        assertEquals(List.of(List.of(1), List.of(2)), lots);
    }
}
