package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Law 1 under many schedules: nothing that was invalidated or overwritten is served again, and at rest all agree with the truth. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("terrace.sim.seeds", 50);

    private static final Scenario ORIGIN_REDIS =
            new Scenario("memory+redis, origin", tiers(TierName.MEMORY, TierName.REDIS), true, Strategy.WRITE_THROUGH);
    private static final Scenario ORIGIN_THREE = new Scenario(
            "memory+redis+memcached, origin",
            tiers(TierName.MEMORY, TierName.REDIS, TierName.MEMCACHED),
            true,
            Strategy.WRITE_THROUGH);
    private static final Scenario MEMCACHED_ALONE =
            new Scenario("memcached, origin", tiers(TierName.MEMCACHED), true, Strategy.WRITE_AROUND);
    private static final Scenario RECORD = new Scenario(
            "memory+redis+memcached, record in database",
            tiers(TierName.MEMORY, TierName.REDIS, TierName.MEMCACHED, TierName.DATABASE),
            false,
            Strategy.CACHE_ASIDE);
    /** Entries end, are served stale, and are loaded anew before and after that. */
    private static final Scenario SHORT_LIVED = ORIGIN_REDIS.living(2000, 20_000);

    private static final Scenario SOFT_THREE = ORIGIN_THREE.soft(20_000);
    private static final List<Scenario> ALL =
            List.of(SHORT_LIVED, ORIGIN_REDIS, ORIGIN_THREE, MEMCACHED_ALONE, RECORD, SOFT_THREE, RECORD.soft(20_000));

    private static List<TierName> tiers(TierName... names) {
        return List.of(names);
    }

    @TestFactory
    List<DynamicTest> neverServesWhatWasInvalidated() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Scenario scenario : ALL) {
            for (Trouble trouble : Trouble.values()) {
                tests.add(DynamicTest.dynamicTest(scenario + " / " + trouble, () -> holds(scenario, trouble)));
            }
        }
        return tests;
    }

    private static void holds(Scenario scenario, Trouble trouble) {
        int reads = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            reads += holds(scenario, trouble, seed);
        }
        assertTrue(reads > SEEDS * 10, "only " + reads + " reads were answered");
    }

    private static int holds(Scenario scenario, Trouble trouble, long seed) {
        Law1 law = new Simulation(seed, scenario, world -> {}).run(trouble);
        assertEquals(List.of(), law.violations(), "seed " + seed);
        return law.reads();
    }

    /** An invalidation taken without a log that came back within it; intents that went with their log. */
    @Test
    void holdsWhereItOnceDidNot() {
        holds(RECORD, Trouble.NONE, 64);
        holds(ORIGIN_THREE, Trouble.LOG_LOST, 226);
        holds(ORIGIN_THREE, Trouble.LOG_LOST, 364);
        holds(ORIGIN_THREE, Trouble.LOG_LOST, 570);
    }

    @Test
    void servesStaleWhatWasInvalidatedSoftly() {
        int stale = 0;
        for (long seed = 1; seed <= 20; seed++) {
            stale += new Simulation(seed, SOFT_THREE, world -> {})
                    .run(Trouble.NONE)
                    .staleReads();
        }
        assertTrue(stale > 20, "only " + stale + " reads were answered with something stale");
    }

    @Test
    void failsWhenSoftMarksDoNotReachTheOtherNode() {
        fails(
                SOFT_THREE,
                Trouble.NONE,
                world -> world.nodes.forEach(n -> n.log().deafTo = mark -> mark instanceof Mark.Soft));
    }

    private static void fails(Scenario scenario, Trouble trouble, Consumer<World> guardOff) {
        for (long seed = 1; seed <= 2000; seed++) {
            if (!new Simulation(seed, scenario, guardOff)
                    .run(trouble)
                    .violations()
                    .isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the guard was off and nothing was noticed");
    }

    @Test
    void failsWithoutTheCheckOfMarks() {
        fails(ORIGIN_REDIS, Trouble.NONE, world -> world.store(TierName.REDIS).marksOff = true);
    }

    @Test
    void failsWithoutTheFloorOfATier() {
        fails(ORIGIN_REDIS, Trouble.NONE, world -> world.store(TierName.REDIS).floorOff = true);
    }

    @Test
    void failsWithoutTickets() {
        fails(MEMCACHED_ALONE, Trouble.NONE, world -> world.store(TierName.MEMCACHED).ticketsOff = true);
    }

    @Test
    void failsWhenRemovalsAreNotConfirmed() {
        fails(ORIGIN_REDIS, Trouble.NONE, world -> world.store(TierName.REDIS).lies = true);
    }

    @Test
    void failsWithoutEpochs() {
        fails(ORIGIN_REDIS, Trouble.LOG_LOST, world -> world.nodes.forEach(n -> n.log().epochsOff = true));
    }

    @Test
    void failsWithoutIntents() {
        fails(ORIGIN_REDIS, Trouble.DEATH, world -> world.nodes.forEach(n -> n.log().intentsOff = true));
    }
}
