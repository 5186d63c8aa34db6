package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.WriteResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Law 6: a failing tier is a miss, and no read waits for it once its breaker is open. */
class FailingTierTest {
    private static final Scenario ORIGIN =
            new Scenario("memory+redis, origin", List.of(TierName.MEMORY, TierName.REDIS), true, Strategy.CACHE_ASIDE);
    private static final Scenario RECORD = new Scenario(
            "memory, record in database", List.of(TierName.MEMORY, TierName.DATABASE), false, Strategy.CACHE_ASIDE);

    private static final Scenario COPIES =
            new Scenario("redis, origin", List.of(TierName.REDIS), true, Strategy.CACHE_ASIDE);

    private static WriteResult write(World world, String key) {
        AtomicReference<WriteResult> answer = new AtomicReference<>();
        world.cache(0)
                .write(key, World.newValue(key, 1), Condition.NONE)
                .subscribe()
                .with(answer::set);
        assertTrue(world.time.until(() -> answer.get() != null, 100_000));
        return answer.get();
    }

    private static ReadResult read(World world, String key) {
        AtomicReference<ReadResult> answer = new AtomicReference<>();
        world.cache(0).read(key, ReadOptions.PLAIN).subscribe().with(answer::set);
        assertTrue(world.time.until(() -> answer.get() != null, 100_000));
        return answer.get();
    }

    private static String breaker(World world) {
        return world.cache(0).tiers().get(1).breaker();
    }

    @Test
    void readsGoOnAndTheTierComesBackByItself() {
        World world = new World(1, ORIGIN);
        world.time.advance(2000);
        world.store(TierName.REDIS).down = true;
        for (int i = 0; i < 6; i++) {
            assertInstanceOf(ReadResult.Miss.class, read(world, "unknown" + i));
        }
        assertEquals("open", breaker(world).replace("half_open", "open"));
        assertInstanceOf(ReadResult.Hit.class, read(world, World.KEYS.get(1)));
        world.store(TierName.REDIS).down = false;
        assertTrue(world.time.until(() -> breaker(world).equals("closed"), 100_000));
    }

    /** Its ticket already does not come: no tier has the value, and the writer must know. */
    @Test
    void aWriteThatNoTierTookIsNotAcknowledged() {
        World world = new World(3, COPIES, 2, true);
        world.time.advance(2000);
        assertInstanceOf(WriteResult.Done.class, write(world, "k"));
        world.store(TierName.REDIS).down = true;
        WriteResult result = write(world, "k");
        assertEquals(
                Refusal.UNAVAILABLE,
                assertInstanceOf(WriteResult.Refused.class, result).why());
        world.store(TierName.REDIS).down = false;
        assertTrue(world.time.until(() -> write(world, "k") instanceof WriteResult.Done, 100_000));
    }

    @Test
    void aLostRecordIsNoAbsence() {
        World world = new World(2, RECORD);
        world.time.advance(2000);
        world.store(TierName.DATABASE).down = true;
        ReadResult result = read(world, "k");
        assertEquals(
                Refusal.UNAVAILABLE,
                assertInstanceOf(ReadResult.Failed.class, result).why());
    }
}
