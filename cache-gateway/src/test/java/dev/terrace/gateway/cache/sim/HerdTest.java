package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Law 4 under many schedules: one load a key over all nodes, two when the winner dies, one a node without leases. */
class HerdTest {
    private static final int SEEDS = 40;
    private static final int NODES = 4;
    private static final int READERS = 10;
    private static final String KEY = World.KEYS.get(0);
    private static final String UNKNOWN = "unknown";

    /** Where losers find what was loaded. */
    enum Shared {
        REDIS(List.of(TierName.MEMORY, TierName.REDIS)),
        MEMCACHED(List.of(TierName.MEMORY, TierName.MEMCACHED)),
        BOTH(List.of(TierName.MEMORY, TierName.REDIS, TierName.MEMCACHED)),
        NO_MEMORY(List.of(TierName.REDIS));

        final Scenario scenario;

        Shared(List<TierName> tiers) {
            scenario = new Scenario(name(), tiers, true, Strategy.CACHE_ASIDE);
        }
    }

    private static World world(long seed, Scenario scenario) {
        World world = new World(seed, scenario, NODES, true);
        world.loadMs = 200;
        world.time.advance(5000);
        return world;
    }

    private static List<ReadResult> read(World world, String key) {
        List<ReadResult> answers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            for (int node = 0; node < world.nodes.size(); node++) {
                int at = node;
                Runnable reader = () -> {
                    if (!world.nodes.get(at).dead()) {
                        world.cache(at).read(key, ReadOptions.PLAIN).subscribe().with(answers::add);
                    }
                };
                world.time.later(reader, 300);
            }
        }
        return answers;
    }

    private static void eachSeed(Scenario scenario, Consumer<World> run) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            World world = world(seed, scenario);
            run.accept(world);
            long waiting = world.nodes.stream()
                    .filter(node -> !node.dead())
                    .mapToLong(node -> node.caches().held().waitingLoads())
                    .sum();
            assertEquals(0, waiting, "seed " + seed);
        }
    }

    private static void allHit(World world, List<ReadResult> answers, int count) {
        assertEquals(count, answers.size());
        answers.forEach(answer -> assertInstanceOf(ReadResult.Hit.class, answer));
        int truth = world.truth.of(KEY).orElseThrow();
        answers.forEach(answer -> assertEquals(truth, World.value(((ReadResult.Hit) answer).entry())));
    }

    @ParameterizedTest
    @EnumSource(Shared.class)
    void oneLoadOverAllNodes(Shared shared) {
        eachSeed(shared.scenario, world -> {
            List<ReadResult> answers = read(world, KEY);
            world.time.advance(10_000);
            allHit(world, answers, NODES * READERS);
            assertEquals(1, world.loads.size());
        });
    }

    @Test
    void oneLoadForWhatTheOriginDoesNotHaveThoughNobodyKeepsIt() {
        eachSeed(Shared.REDIS.scenario, world -> {
            List<ReadResult> answers = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                world.cache(node).read(UNKNOWN, ReadOptions.PLAIN).subscribe().with(answers::add);
            }
            world.time.advance(10_000);
            assertEquals(NODES, answers.size());
            answers.forEach(answer -> assertInstanceOf(ReadResult.Miss.class, answer));
            assertTrue(world.loads.size() <= 2, "a node that comes after the end asks again");
        });
    }

    @Test
    void oneOtherTakesOverFromAWinnerThatDies() {
        eachSeed(Shared.REDIS.scenario, world -> {
            read(world, KEY);
            assertTrue(world.time.until(() -> !world.loads.isEmpty(), 100_000));
            world.loads.get(0).die();
            List<ReadResult> living = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                if (!world.nodes.get(node).dead()) {
                    world.cache(node).read(KEY, ReadOptions.PLAIN).subscribe().with(living::add);
                }
            }
            world.time.advance(10_000);
            allHit(world, living, NODES - 1);
            assertTrue(world.loads.size() <= 2, world.loads.size() + " loads");
        });
    }

    @Test
    void withoutALeaseStoreOneLoadANode() {
        eachSeed(Shared.REDIS.scenario, world -> {
            world.nodes.forEach(node -> node.lease().cut(true));
            List<ReadResult> answers = read(world, KEY);
            world.time.advance(10_000);
            allHit(world, answers, NODES * READERS);
            assertTrue(world.loads.size() <= NODES, world.loads.size() + " loads");
            assertEquals(world.loads.size(), new HashSet<>(world.loads).size(), "none twice");
        });
    }

    @Test
    void memoryAloneLoadsOnceANode() {
        eachSeed(new Scenario("memory", List.of(TierName.MEMORY), true, Strategy.CACHE_ASIDE), world -> {
            List<ReadResult> answers = read(world, KEY);
            world.time.advance(10_000);
            allHit(world, answers, NODES * READERS);
            assertEquals(NODES, world.loads.size());
        });
    }

    @Test
    void aSharedTierThatHoldsNothingIsNoReasonToWaitOneAfterTheOther() {
        eachSeed(Shared.REDIS.scenario, world -> {
            world.store(TierName.REDIS).down = true;
            List<ReadResult> answers = read(world, KEY);
            world.time.advance(10_000);
            allHit(world, answers, NODES * READERS);
            assertTrue(world.loads.size() <= NODES + 1, world.loads.size() + " loads");
        });
    }

    @Test
    void whoKnowsAMarkDoesNotWaitForALoadFromBeforeIt() {
        eachSeed(Shared.REDIS.scenario, world -> {
            world.loadMs = 1500;
            world.cache(0).read(KEY, ReadOptions.PLAIN).subscribe().with(any -> {});
            assertTrue(world.time.until(() -> !world.loads.isEmpty(), 100_000));
            world.loadMs = 200;
            world.truth.put(KEY, world.truth.fresh());
            List<ReadResult> answers = new ArrayList<>();
            long start = world.time.nanos();
            List<Long> took = new ArrayList<>();
            world.cache(1)
                    .invalidate(new Selector(List.of(KEY), List.of(), null, false, false), "test")
                    .subscribe()
                    .with(done -> world.cache(1)
                            .read(KEY, ReadOptions.PLAIN)
                            .subscribe()
                            .with(answer -> {
                                answers.add(answer);
                                took.add((world.time.nanos() - start) / 1_000_000);
                            }));
            world.time.advance(10_000);
            allHit(world, answers, 1);
            assertTrue(took.get(0) < 1200, took + " ms");
        });
    }

    /** In some schedules the second node's question for the lease takes longer than its time limit; then it loads itself. */
    @Test
    void losersOfAnOriginThatHangsEndAtTheHardTimeout() {
        AtomicInteger lost = new AtomicInteger();
        eachSeed(Shared.REDIS.scenario, world -> {
            world.loadMs = 60_000;
            List<ReadResult> answers = new ArrayList<>();
            world.cache(0).read(KEY, ReadOptions.PLAIN).subscribe().with(any -> {});
            assertTrue(world.time.until(() -> !world.loads.isEmpty(), 100_000));
            world.cache(1).read(KEY, ReadOptions.PLAIN).subscribe().with(answers::add);
            world.time.advance(2500);
            if (world.loads.size() == 1) {
                lost.incrementAndGet();
                assertEquals(
                        Refusal.ORIGIN_TIMEOUT,
                        assertInstanceOf(ReadResult.Failed.class, answers.get(0))
                                .why());
            }
            world.time.advance(100_000);
        });
        assertTrue(lost.get() > SEEDS / 2, lost + " of " + SEEDS);
    }
}
