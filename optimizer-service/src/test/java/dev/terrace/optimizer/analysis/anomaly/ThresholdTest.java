package dev.terrace.optimizer.analysis.anomaly;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    private static final int WEEK = 2016;

    @Test
    void isSeldomExceededByScoresOfAnyOneShape() {
        int weeks = 200;
        for (int shape = 0; shape < 3; shape++) {
            Random random = new Random(shape);
            Threshold threshold = new Threshold(WEEK);
            int exceeded = 0;
            for (int i = 0; i < weeks * WEEK; i++) {
                exceeded += threshold.exceeded(score(shape, random)) ? 1 : 0;
            }
            assertTrue(exceeded <= weeks, "shape " + shape + ": " + exceeded + " in " + weeks + " weeks");
        }
    }

    @Test
    void isExceededByWhatIsFarAwayAgainAndAgain() {
        Random random = new Random(4);
        Threshold threshold = new Threshold(WEEK);
        for (int i = 0; i < 100; i++) {
            assertFalse(threshold.exceeded(1_000), "too few are known");
        }
        threshold = new Threshold(WEEK);
        for (int i = 0; i < 500; i++) {
            threshold.exceeded(random.nextDouble());
        }
        for (int i = 0; i < 500; i++) {
            assertTrue(threshold.exceeded(10), "what was odd does not make the odd ordinary");
        }
    }

    private static double score(int shape, Random random) {
        return switch (shape) {
            case 0 -> random.nextDouble();
            case 1 -> Math.abs(random.nextGaussian());
            default -> -Math.log(random.nextDouble());
        };
    }
}
