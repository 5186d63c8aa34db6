package dev.terrace.optimizer.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.AccessSample;
import dev.terrace.events.EventSink;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.optimizer.GatewayForTests;
import dev.terrace.optimizer.Traffic;
import dev.terrace.optimizer.advice.CacheFacts.Accesses;
import dev.terrace.optimizer.history.Snapshots;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State and offsets are written down together and found again. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(GatewayForTests.class)
class RestartIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    EventSink sink;

    @Inject
    Books books;

    @Inject
    Keeper keeper;

    @Inject
    Snapshots snapshots;

    @Test
    void goesOnWhereTheStateOnRecordEnds() {
        Traffic traffic = new Traffic("restarted", "node-1", Instant.now(), 1);
        traffic.reads(8_000, 1_000).forEach(sink::emit);
        await().atMost(SOON)
                .until(() -> books.accesses("restarted").map(Accesses::reads).orElse(0L) == 8_000);
        keeper.save().await().atMost(SOON);

        Partition partition = partition();
        Books afterwards = new Books(10);
        long next =
                new Keeper(afterwards, snapshots).open(partition, true).await().atMost(SOON);
        Accesses before = books.accesses("restarted").orElseThrow();
        Accesses after = afterwards.accesses("restarted").orElseThrow();
        assertEquals(before.reads(), after.reads());
        assertArrayEquals(before.curve().missRatio(), after.curve().missRatio(), 1e-9);
        assertFalse(afterwards.begin(partition, next - 1), "what the state holds is not read again");
        assertTrue(afterwards.begin(partition, next), "what it does not hold is");

        AccessSample more = traffic.reads(1, 1_000).getFirst();
        assertEquals(
                CacheState.Taken.NEXT, afterwards.take(partition.part(), more).orElseThrow());
        assertEquals(
                CacheState.Taken.REPEATED,
                afterwards.take(partition.part(), more).orElseThrow());
        assertEquals(8_001, afterwards.accesses("restarted").orElseThrow().reads());
    }

    @Test
    void writesNothingWhereAnotherInstanceReadOn() {
        new Traffic("contested", "node-1", Instant.now(), 2).reads(4_000, 100).forEach(sink::emit);
        await().atMost(SOON).until(() -> books.accesses("contested").isPresent());
        keeper.save().await().atMost(SOON);
        Partition partition = new Partition("elsewhere", 7);
        Books first = new Books(10);
        Books second = new Books(10);
        Keeper firstKeeper = new Keeper(first, snapshots);
        Keeper secondKeeper = new Keeper(second, snapshots);
        firstKeeper.open(partition, false).await().atMost(SOON);
        secondKeeper.open(partition, false).await().atMost(SOON);
        first.begin(partition, 0);
        second.begin(partition, 0);
        second.take(
                7,
                new Traffic("theirs", "node-1", Instant.now(), 3).reads(10, 5).getFirst());
        firstKeeper.save().await().atMost(SOON);
        assertTrue(failed(secondKeeper));
        assertTrue(snapshots.profile("theirs").await().atMost(SOON).isEmpty());
    }

    private static boolean failed(Keeper keeper) {
        return keeper.save()
                .replaceWith(false)
                .onFailure(Snapshots.NotOursException.class)
                .recoverWithItem(true)
                .await()
                .atMost(SOON);
    }

    private Partition partition() {
        int part = snapshots
                .profile("restarted")
                .await()
                .atMost(SOON)
                .orElseThrow()
                .part();
        String prefix = LocalStack.environment().getOrDefault("TERRACE_TOPIC_PREFIX", "");
        List<String> topics = List.of(prefix + "terrace.cache.access.v1");
        return new Partition(topics.getFirst(), part);
    }
}
