package dev.terrace.gateway.coherence.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Snapshot;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of a write's history, and that its bounds fall towards invalid. */
class RedisAppendIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 3;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryEpochs epochs = new MemoryEpochs();
    private PrivateServer server;
    private RedisLog log;
    private volatile @Nullable Snapshot loaded;

    @BeforeEach
    void start() {
        server = LocalStack.privateLogRedis();
        log = follower();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> append(new Mark.All("other")) != null);
    }

    private RedisLog follower() {
        LogSettings settings = new LogSettings(server.url(), "append:", "n", 10, 1000, MOST, MOST);
        RedisLog follower = new RedisLog(vertx, settings, epochs, new WallTime(vertx));
        follower.follow(new InvalidationLog.Follower() {
            @Override
            public void loaded(Snapshot snapshot) {
                loaded = snapshot;
            }

            @Override
            public void applied(List<Logged> entries) {}

            @Override
            public void current(long sentNanos) {}
        });
        return follower;
    }

    @AfterEach
    void stop() throws IOException {
        log.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    private Appended append(Mark mark) {
        return log.append(List.of(mark)).await().atMost(PATIENCE).getFirst();
    }

    private Position intend() {
        return append(new Mark.Intent("c", "k", 7, 60_000)).position();
    }

    private Appended close(Position intent) {
        return append(new Mark.Key("c", "k", 7, intent));
    }

    /** Two sweepers may follow each other, the slower one with less. */
    @Test
    void aFloorNeverSinks() {
        for (int i = 0; i < 4; i++) {
            close(Position.NONE);
        }
        append(new Mark.Floor(Set.of("c"), 4));
        append(new Mark.Floor(Set.of("c"), 2));
        loaded = null;
        RedisLog later = follower();
        Awaitility.await().atMost(PATIENCE).until(() -> loaded != null);
        later.close();
        List<Mark> floors = Objects.requireNonNull(loaded).marks().stream()
                .map(Logged::mark)
                .filter(Mark.Floor.class::isInstance)
                .toList();
        assertEquals(List.of(new Mark.Floor(Set.of("c"), 4)), floors);
    }

    private List<Mark> marks() {
        return log.read(0, 100).await().atMost(PATIENCE).stream()
                .map(Logged::mark)
                .toList();
    }

    @Test
    void saysWhetherAnythingElseHappenedToTheKey() {
        assertFalse(close(intend()).others());
        Position between = intend();
        close(Position.NONE);
        assertTrue(close(between).others(), "another mark");
        Position first = intend();
        Position second = intend();
        assertTrue(close(first).others(), "another intent");
        assertTrue(close(second).others(), "the mark of the first");
    }

    @Test
    void saysWhenTheCacheWasLastInvalidatedAsAWhole() {
        Position tag = append(new Mark.Tag("c", "t", 0)).position();
        append(new Mark.Ban("other", "*", 0));
        assertEquals(tag.offset(), close(intend()).wide());
    }

    @Test
    void theOldestTagsAndBansGoWithWhatTheyCovered() {
        List<Position> tags = LongStream.rangeClosed(0, MOST)
                .mapToObj(n -> append(new Mark.Tag("c", "t" + n, 0)).position())
                .toList();
        List<Position> bans = LongStream.rangeClosed(0, MOST)
                .mapToObj(n -> append(new Mark.Ban("c", "b" + n, 0)).position())
                .toList();
        assertTrue(
                marks().contains(new Mark.Tag("c", "t" + MOST, tags.getFirst().offset())));
        assertTrue(
                marks().contains(new Mark.Ban("c", "b" + MOST, bans.getFirst().offset())));
    }

    @Test
    void theOldestKeyMarksGoWithEverythingOlder() {
        List<Position> keys = LongStream.rangeClosed(0, 10)
                .mapToObj(n ->
                        append(new Mark.Key("c", "k" + n, n, Position.NONE)).position())
                .toList();
        assertTrue(marks().stream()
                .anyMatch(mark -> mark instanceof Mark.Base base
                        && base.upTo() >= keys.getFirst().offset()));
    }
}
