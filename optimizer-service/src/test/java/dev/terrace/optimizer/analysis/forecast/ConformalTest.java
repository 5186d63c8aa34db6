package dev.terrace.optimizer.analysis.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalTest {
    @Test
    void saysNothingOfFewErrors() {
        assertNull(Conformal.halfWidth(new double[Conformal.ENOUGH - 1], 1));
        assertNotNull(Conformal.halfWidth(new double[Conformal.ENOUGH], 1));
    }

    @Test
    void coversNineInTenOfErrorsOfAnyShape() {
        Random random = new Random(1);
        int covered = 0;
        int trials = 4_000;
        for (int trial = 0; trial < trials; trial++) {
            double[] errors = new double[101];
            Arrays.setAll(errors, i -> -Math.log(random.nextDouble()) * (random.nextInt(10) == 0 ? 5 : 1));
            Double half = Conformal.halfWidth(Arrays.copyOf(errors, 100), 3);
            assertNotNull(half);
            covered += errors[100] <= half ? 1 : 0;
        }
        assertEquals(0.9, (double) covered / trials, 0.015);
    }

    @Test
    void widensWhileErrorsGrow() {
        double[] even = new double[200];
        double[] growing = new double[200];
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            double error = random.nextDouble();
            even[i] = error;
            growing[i] = i < 100 ? error : 3 * error;
        }
        Double ofEven = Conformal.halfWidth(even, 1);
        Double ofGrowing = Conformal.halfWidth(growing, 1);
        double[] sorted = growing.clone();
        Arrays.sort(sorted);
        assertNotNull(ofEven);
        assertNotNull(ofGrowing);
        assertTrue(ofGrowing > ofEven);
        assertTrue(ofGrowing > sorted[180], "beyond the plain quantile, since it was missed too often");
    }
}
