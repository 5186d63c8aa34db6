package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Mark;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Each guard of the protocol is needed: switched off in the world, never in the product, a run of the simulation finds a value that law 1
 * forbids. Those of floors, tickets, confirmations, epochs and intents stand in {@link SimulationTest}, those inside the real tiers in
 * {@code fills}; docs/coherence-evidence.md has them all.
 */
class GuardsTest {
    private static final int SEEDS = 2000;

    private static final Scenario THROUGH = new Scenario(
            "memory+redis, origin", List.of(TierName.MEMORY, TierName.REDIS), true, Strategy.WRITE_THROUGH);
    private static final Scenario RECORD = new Scenario(
            "memory+redis, record in database",
            List.of(TierName.MEMORY, TierName.REDIS, TierName.DATABASE),
            false,
            Strategy.CACHE_ASIDE);

    private static void isNeeded(Scenario scenario, Trouble trouble, Consumer<World> guardOff) {
        assertTrue(
                LongStream.rangeClosed(1, SEEDS).anyMatch(seed -> !new Simulation(seed, scenario, guardOff)
                        .run(trouble)
                        .violations()
                        .isEmpty()),
                "the guard was off and nothing was noticed");
    }

    private static Consumer<World> deafTo(Predicate<Mark> marks) {
        return world -> world.nodes.forEach(node -> node.log().deafTo = marks);
    }

    @Test
    void theMarksOfOtherNodesAreNeeded() {
        isNeeded(THROUGH, Trouble.NONE, deafTo(mark -> mark instanceof Mark.Key));
    }

    @Test
    void tagMarksAreNeeded() {
        isNeeded(THROUGH, Trouble.NONE, deafTo(mark -> mark instanceof Mark.Tag));
    }

    @Test
    void bansAreNeeded() {
        isNeeded(THROUGH, Trouble.NONE, deafTo(mark -> mark instanceof Mark.Ban));
    }

    @Test
    void theGenerationIsNeeded() {
        isNeeded(THROUGH, Trouble.NONE, deafTo(mark -> mark instanceof Mark.All));
    }

    @Test
    void theQuestionOfTheMemoryTierIsNeeded() {
        isNeeded(THROUGH, Trouble.NONE, world -> world.memoryGateOff = true);
    }

    @Test
    void whatElseHappenedToAKeyIsNeeded() {
        isNeeded(THROUGH, Trouble.NONE, world -> world.nodes.forEach(node -> node.log().othersOff = true));
    }

    @Test
    void whatElseHappenedToACacheIsNeeded() {
        isNeeded(RECORD, Trouble.NONE, world -> world.nodes.forEach(node -> node.log().wideOff = true));
    }
}
