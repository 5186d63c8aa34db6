package dev.terrace.gateway.warming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rate over moved time. */
class PaceTest {
    @Test
    void neverAllowsMoreThanTheRateAndATenthOfASecondInAnyStretch() {
        for (int rate : new int[] {1, 3, 7, 50, 500, 10_000}) {
            Random random = new Random(rate);
            Pace pace = new Pace(rate, 0);
            List<Long> taken = new ArrayList<>();
            long now = 0;
            while (taken.size() < 300) {
                if (pace.take(now)) {
                    taken.add(now);
                } else {
                    now += pace.waitMs() * 1_000_000 + random.nextInt(3_000_000) * (long) random.nextInt(3);
                }
            }
            double burst = Math.max(1, rate / 10.0);
            for (int i = 0; i < taken.size(); i++) {
                for (int j = i; j < taken.size(); j++) {
                    double seconds = (taken.get(j) - taken.get(i)) / 1e9;
                    assertTrue(j - i + 1 <= seconds * rate + burst + 1e-3, "rate " + rate);
                }
            }
        }
    }

    @Test
    void reachesARateBelowTenASecond() {
        Pace pace = new Pace(2, 0);
        int taken = 0;
        for (long ms = 0; ms < 10_000; ms += 50) {
            taken += pace.take(ms * 1_000_000) ? 1 : 0;
        }
        assertEquals(20, taken, 1);
    }
}
