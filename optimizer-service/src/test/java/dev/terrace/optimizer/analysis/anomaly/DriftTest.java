package dev.terrace.optimizer.analysis.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void staysSmallWithoutAChangeAndGrowsWithOne() {
        Random random = new Random(1);
        Drift drift = new Drift();
        for (int i = 0; i < 1_000; i++) {
            drift.take(random.nextGaussian());
            assertTrue(drift.size() < 10, "at " + i + " " + drift.size());
        }
        for (int i = 0; i < 20; i++) {
            drift.take(-3 + random.nextGaussian());
        }
        assertTrue(drift.size() > 20);
        drift.reset();
        assertEquals(0, drift.size());
    }

    @Test
    void takesOneFarWindowForNoChange() {
        Drift drift = new Drift();
        drift.take(1e9);
        assertEquals(4, drift.size());
    }
}
