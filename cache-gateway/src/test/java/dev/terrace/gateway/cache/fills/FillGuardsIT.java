package dev.terrace.gateway.cache.fills;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.fills.Cell.Pair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The matrix can fail: with one guard of one real tier switched off it finds values that law 1 forbids, in each kind of fill that uses it. */
class FillGuardsIT {
    private static final int MOST_ROUNDS = 20;
    private static final Damage DAMAGE = new Damage();
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = new Fleet(DAMAGE);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @TestFactory
    List<DynamicTest> everyGuardOfEveryTierIsNeeded() {
        List<DynamicTest> tests = new ArrayList<>();
        for (TierName tier : TierName.values()) {
            TierName beside = tier == TierName.REDIS ? TierName.MEMORY : TierName.REDIS;
            Pair pair = tier.ordinal() < beside.ordinal() ? new Pair(tier, beside) : new Pair(beside, tier);
            for (Damage.Kind kind : Damage.Kind.values()) {
                tests.add(DynamicTest.dynamicTest(tier + " " + kind, () -> isNoticed(pair, tier, kind)));
            }
        }
        return tests;
    }

    private static void isNoticed(Pair pair, TierName tier, Damage.Kind kind) {
        try (Matrix matrix = new Matrix(fleet, pair)) {
            DAMAGE.of(tier, kind);
            for (int round = 0; round < MOST_ROUNDS && matrix.violations() == 0; round++) {
                matrix.runUntilViolated(Cell.of(pair), 1, round);
            }
            assertTrue(matrix.violations() > 0, "the guard was off and nothing was noticed: " + matrix.wrong());
        } finally {
            DAMAGE.none();
        }
    }
}
