package dev.terrace.gateway.cache.fills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.fills.Cell.Pair;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Law 1 on the real servers: 10 pairs of tiers, 5 kinds of invalidation, 4 kinds of fill. {@code -Dterrace.fills.schedules=200} runs the
 * whole matrix of 40,000 schedules, {@code -Dterrace.fills.seed=N} other ones.
 */
class FillMatrixIT {
    private static final int SCHEDULES = Integer.getInteger("terrace.fills.schedules", 2);
    private static final long SEED = Long.getLong("terrace.fills.seed", 1);
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = new Fleet(UnaryOperator.identity());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @TestFactory
    Stream<DynamicTest> noFillBringsBackWhatWasInvalidated() {
        return Pair.all().stream().map(pair -> DynamicTest.dynamicTest(pair.toString(), () -> holds(pair)));
    }

    private static void holds(Pair pair) throws Exception {
        List<Cell> cells = Cell.of(pair);
        try (Matrix matrix = new Matrix(fleet, pair)) {
            matrix.run(cells, SCHEDULES, SEED);
            assertEquals(List.of(), matrix.wrong());
            int judged = matrix.judged();
            assertTrue(judged >= cells.size() * SCHEDULES * 4, "only " + judged + " answers were judged");
        }
    }
}
