package dev.terrace.optimizer.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HorizonTest {
    private static final Duration YOUNG = Duration.ofHours(3);
    private static final Duration OLD = Duration.ofDays(20);

    @Test
    void readsDurationsWithinItsBounds() {
        assertEquals(Optional.of(new Horizon(Duration.ofHours(1))), Horizon.of("1h"));
        assertEquals(Optional.of(new Horizon(Duration.ofMinutes(5))), Horizon.of("300s"));
        assertEquals(Optional.of(new Horizon(Duration.ofDays(7))), Horizon.of("7d"));
        for (String no :
                new String[] {"", "h", "0h", "-1h", "4m", "299s", "8d", "169h", "1w", "1.5h", " 1h", "9999999m"}) {
            assertTrue(Horizon.of(no).isEmpty(), no);
        }
    }

    @Test
    void takesStepsThatFitTheHorizonAndTheAge() {
        assertStep("1h", OLD, 5, 12);
        assertStep("24h", OLD, 15, 96);
        assertStep("7d", OLD, 60, 168);
        assertStep("1h", YOUNG, 1, 60);
        assertStep("24h", YOUNG, 5, 288);
        assertStep("7d", YOUNG, 60, 168);
        assertStep("7m", OLD, 5, 2);
    }

    @Test
    void looksBackFiveWeeksAtMost() {
        assertEquals(YOUNG, Horizon.DEFAULT.past(YOUNG));
        assertEquals(Duration.ofDays(35), Horizon.DEFAULT.past(Duration.ofDays(80)));
    }

    private static void assertStep(String text, Duration age, int minutes, int leads) {
        Horizon horizon = Horizon.of(text).orElseThrow();
        assertEquals(Duration.ofMinutes(minutes), horizon.step(age), text);
        assertEquals(leads, horizon.leads(horizon.step(age)), text);
    }
}
