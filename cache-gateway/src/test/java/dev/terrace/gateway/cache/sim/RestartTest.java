package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.coherence.local.LocalNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Processes that end: one within a write, and one whose files are found by the next. */
class RestartTest {
    private static final String KEY = World.KEYS.getFirst();
    private static final CacheKey FILED = CacheKey.of(Scenario.CACHE, KEY);
    /** The world's log keeps 40 entries. */
    private static final int MORE_THAN_THE_LOG_KEEPS = 50;

    private static World world(long seed, int nodes, TierName second) {
        Scenario scenario =
                new Scenario("memory+" + second, List.of(TierName.MEMORY, second), true, Strategy.WRITE_THROUGH);
        World world = new World(seed, scenario, nodes, true);
        world.time.advance(5000);
        return world;
    }

    private static int read(World world, int node) {
        AtomicReference<ReadResult> answer = new AtomicReference<>();
        Uni<ReadResult> read = world.cache(node).read(KEY, ReadOptions.PLAIN);
        read.subscribe().with(answer::set);
        assertTrue(world.time.until(() -> answer.get() != null, 100_000));
        return World.value(((ReadResult.Hit) answer.get()).entry());
    }

    private static int truth(World world) {
        return world.truth.of(KEY).orElseThrow();
    }

    /** The origin has the value, and the node is gone before the write's mark. */
    @Test
    void anIntentWhoseWriterIsGoneBecomesAMark() {
        for (long seed = 1; seed <= 20; seed++) {
            World world = world(seed, 2, TierName.REDIS);
            int old = read(world, 1);
            int value = world.truth.fresh();
            world.cache(0)
                    .write(KEY, World.newValue(KEY, value), Condition.NONE)
                    .subscribe()
                    .with(done -> {}, failure -> {});
            assertTrue(world.time.until(() -> truth(world) == value, 100_000));
            world.nodes.getFirst().die();
            assertEquals(old, read(world, 1), "nobody has said so yet, seed " + seed);
            world.time.advance(60_000);
            assertEquals(value, read(world, 1), "seed " + seed);
        }
    }

    private static World stopped() {
        World world = world(1, 1, TierName.FILE_SYSTEM);
        read(world, 0);
        world.time.advance(5000);
        assertTrue(world.store(TierName.FILE_SYSTEM).entries.containsKey(FILED));
        world.nodes.removeFirst().die();
        return world;
    }

    private static void append(World world, int count) {
        LocalNode another = new LocalNode(world.log, world.time, world.time);
        for (int i = 0; i < count; i++) {
            Mark mark = i == 0
                    ? new Mark.Key(Scenario.CACHE, KEY, FILED.hash(), Position.NONE)
                    : new Mark.Tag("another", "t" + i, 0);
            another.appendNow(List.of(mark));
        }
    }

    private static void started(World world) {
        world.nodes.add(new Node(world));
        world.time.advance(5000);
    }

    @Test
    void filesOfBeforeStayWhenNothingWasMarked() {
        World world = stopped();
        started(world);
        assertTrue(world.store(TierName.FILE_SYSTEM).entries.containsKey(FILED));
    }

    @Test
    void filesThatWereMarkedMeanwhileGo() {
        World world = stopped();
        append(world, 3);
        started(world);
        assertFalse(world.store(TierName.FILE_SYSTEM).entries.containsKey(FILED));
    }

    @Test
    void filesAreRenewedWhenTheLogDoesNotReachBackToThem() {
        World world = stopped();
        append(world, MORE_THAN_THE_LOG_KEEPS);
        started(world);
        assertFalse(world.store(TierName.FILE_SYSTEM).entries.containsKey(FILED));
    }

    @Test
    void filesAreRenewedInAnotherEpoch() {
        World world = stopped();
        world.log.lose();
        started(world);
        assertFalse(world.store(TierName.FILE_SYSTEM).entries.containsKey(FILED));
    }
}
